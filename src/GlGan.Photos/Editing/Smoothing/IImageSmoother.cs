using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>Smooths an image and keeps its edges. Implementations are immutable and thread-safe.</summary>
public interface IImageSmoother
{
    /// <summary>Smooths; the argument stays as it is.</summary>
    /// <param name="image">Image to smooth, of any size from 1×1.</param>
    /// <returns>A new image of the same size.</returns>
    ImageBuffer Smooth(ImageBuffer image);
}
