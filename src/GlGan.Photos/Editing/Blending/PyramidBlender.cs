using System.Numerics;
using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>
/// Blends coarse structure over wide transitions and detail over narrow ones: Laplacian pyramids of the images, weighted by the Gaussian pyramid
/// of the mask (Burt and Adelson, "A Multiresolution Spline With Application to Image Mosaics", ACM TOG 2(4), 1983), with the kernel
/// [1 4 6 4 1] / 16. The transition reaches to both sides of the mask's edge, so pixels near the mask change even where it is 0.
/// </summary>
public sealed class PyramidBlender : IImageBlender
{
    private const int FinestSide = 8;

    private readonly int? _levels;

    /// <summary>Creates a blender.</summary>
    /// <param name="levels">
    /// How often the images are halved, at least 0, which is an alpha blend; at most until one pixel is left. By default until the shorter side has
    /// 8 to 15 pixels.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="levels"/> is negative.</exception>
    public PyramidBlender(int? levels = null)
    {
        if (levels is { } given) ArgumentOutOfRangeException.ThrowIfNegative(given, nameof(levels));
        _levels = levels;
    }

    /// <inheritdoc/>
    public ImageBuffer Blend(ImageBuffer foreground, ImageBuffer background, ImageMask mask)
    {
        BlendArguments.Require(foreground, background, mask);
        var difference = new PyramidPlane(background.Width, background.Height, 3);
        for (var i = 0; i < difference.Values.Length; i++) difference.Values[i] = foreground.Pixels[i] - background.Pixels[i];

        // Pyramids are linear: that of the difference, weighted and added to the background, is the blend of both images' pyramids.
        Weight(difference, new PyramidPlane(mask), _levels ?? DefaultLevels(background));
        var result = background.Clone();
        for (var i = 0; i < result.Pixels.Length; i++) result.Pixels[i] = (byte)(Math.Clamp(result.Pixels[i] + difference.Values[i], 0f, 255f) + 0.5f);
        return result;
    }

    private static int DefaultLevels(ImageBuffer image) => Math.Max(0, BitOperations.Log2((uint)(Math.Min(image.Width, image.Height) / FinestSide)));

    private static void Weight(PyramidPlane image, PyramidPlane mask, int levels)
    {
        if (levels == 0 || (image.Width == 1 && image.Height == 1))
        {
            image.Scale(mask);
            return;
        }

        var coarse = image.Reduce();
        image.Subtract(coarse.Expand(image.Width, image.Height));
        image.Scale(mask);
        Weight(coarse, mask.Reduce(), levels - 1);
        image.Add(coarse.Expand(image.Width, image.Height));
    }
}
