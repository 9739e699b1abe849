using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>Checks the arguments of blenders.</summary>
internal static class BlendArguments
{
    internal static void Require(ImageBuffer foreground, ImageBuffer background, ImageMask mask)
    {
        ArgumentNullException.ThrowIfNull(foreground);
        ArgumentNullException.ThrowIfNull(background);
        ArgumentNullException.ThrowIfNull(mask);
        if (foreground.Width != background.Width || foreground.Height != background.Height)
        {
            throw new ArgumentException(
                $"The foreground is {foreground.Width}x{foreground.Height} and the background {background.Width}x{background.Height}; they need one size.",
                nameof(foreground));
        }

        RequireMask(mask, background, nameof(mask));
    }

    internal static void RequireMask(ImageMask mask, ImageBuffer image, string argument)
    {
        if (mask.Width != image.Width || mask.Height != image.Height)
            throw new ArgumentException($"The mask is {mask.Width}x{mask.Height} and its image {image.Width}x{image.Height}; they need one size.", argument);
    }
}
