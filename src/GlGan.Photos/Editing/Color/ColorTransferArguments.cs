using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>Checks the arguments of colour transfers.</summary>
internal static class ColorTransferArguments
{
    internal static void Require(ImageBuffer image, ImageMask? imageMask, ImageBuffer reference, ImageMask? referenceMask, double strength)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(reference);
        if (imageMask is not null) BlendArguments.RequireMask(imageMask, image, nameof(imageMask));
        if (referenceMask is not null) BlendArguments.RequireMask(referenceMask, reference, nameof(referenceMask));
        if (strength is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(strength), strength, "The strength must be in [0, 1].");
    }
}
