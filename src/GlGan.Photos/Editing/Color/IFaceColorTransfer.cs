using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>Gives a face the colours of another, part by part. Implementations are immutable and thread-safe.</summary>
public interface IFaceColorTransfer : IColorTransfer
{
    /// <summary>Recolours a picture of a face by another of the same size; the arguments stay as they are.</summary>
    /// <param name="image">Picture to recolour.</param>
    /// <param name="face">The face in <paramref name="image"/>.</param>
    /// <param name="reference">Picture whose colours and light are wanted, of the same size.</param>
    /// <param name="referenceFace">The face in <paramref name="reference"/>, at about the same place.</param>
    /// <param name="cover">Where <paramref name="image"/> shows its face and may be compared, of the same size.</param>
    /// <param name="strength">From 0 (unchanged) to 1 (fully recoloured).</param>
    /// <returns>A new picture of the same size.</returns>
    /// <exception cref="ArgumentException">The sizes differ, or all landmarks of a face coincide.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="strength"/> is not in [0, 1].</exception>
    ImageBuffer Transfer(ImageBuffer image, DetectedFace face, ImageBuffer reference, DetectedFace referenceFace, ImageMask cover, double strength = 1);
}
