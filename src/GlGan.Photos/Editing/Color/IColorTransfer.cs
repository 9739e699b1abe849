using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>Gives an image the colours of another. Implementations are immutable and thread-safe.</summary>
public interface IColorTransfer
{
    /// <summary>Recolours the whole image by what its masked part and the reference's have in common; the arguments stay as they are.</summary>
    /// <param name="image">Image to recolour.</param>
    /// <param name="imageMask">Pixels of <paramref name="image"/> whose colours count, by weight, of its size; <see langword="null"/> for all.</param>
    /// <param name="reference">Image whose colours are wanted, of any size.</param>
    /// <param name="referenceMask">Pixels of <paramref name="reference"/> whose colours count, by weight, of its size; <see langword="null"/> for all.</param>
    /// <param name="strength">From 0 (unchanged) to 1 (fully recoloured).</param>
    /// <returns>A new image of the size of <paramref name="image"/>.</returns>
    /// <exception cref="ArgumentException">A mask has another size than its image.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="strength"/> is not in [0, 1].</exception>
    ImageBuffer Transfer(ImageBuffer image, ImageMask? imageMask, ImageBuffer reference, ImageMask? referenceMask, double strength = 1);
}
