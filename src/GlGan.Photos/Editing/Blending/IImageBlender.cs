using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>Puts one image into another. Implementations are immutable and thread-safe.</summary>
public interface IImageBlender
{
    /// <summary>Blends; the arguments stay as they are.</summary>
    /// <param name="foreground">What is put in.</param>
    /// <param name="background">Where it goes, of the same size.</param>
    /// <param name="mask">Where the foreground shows, of the same size: 1 foreground, 0 background.</param>
    /// <returns>A new image of the same size; equal to the background wherever the mask is 0, unless the blender says how far its change reaches.</returns>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    ImageBuffer Blend(ImageBuffer foreground, ImageBuffer background, ImageMask mask);
}
