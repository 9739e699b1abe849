using GlGan.Editing;
using GlGan.Imaging;

namespace GlGan.Tests.Building;

/// <summary>Shows the background, and counts how often it was asked.</summary>
internal sealed class CountingBlender : IImageBlender
{
    internal int Calls { get; private set; }

    public ImageBuffer Blend(ImageBuffer foreground, ImageBuffer background, ImageMask mask)
    {
        Calls++;
        return background.Clone();
    }
}
