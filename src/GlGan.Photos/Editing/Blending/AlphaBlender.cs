using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>Mixes foreground and background by the mask, pixel by pixel: <c>background + mask · (foreground − background)</c>, rounded.</summary>
public sealed class AlphaBlender : IImageBlender
{
    /// <inheritdoc/>
    public ImageBuffer Blend(ImageBuffer foreground, ImageBuffer background, ImageMask mask)
    {
        BlendArguments.Require(foreground, background, mask);
        return ImageFilters.Mix(foreground, background, mask);
    }
}
