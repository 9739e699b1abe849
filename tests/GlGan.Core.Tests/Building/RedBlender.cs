using GlGan.Editing;
using GlGan.Imaging;
using GlGan.Tests.Imaging;

namespace GlGan.Tests.Building;

/// <summary>Shows red, whatever it is given.</summary>
internal sealed class RedBlender : IImageBlender
{
    public ImageBuffer Blend(ImageBuffer foreground, ImageBuffer background, ImageMask mask) => FixtureImages.Constant(background.Width, background.Height, 255, 0, 0);

    /// <summary>Fails where another blender made the face.</summary>
    internal static void AssertMade(SwapResult result)
    {
        Assert.True(result.Mask.Values.Max() > 0);
        Assert.All(result.Image.Pixels.Chunk(3).Zip(result.Mask.Values).Where(pixel => pixel.Second > 0), pixel => Assert.Equal([255, 0, 0], pixel.First));
    }
}
