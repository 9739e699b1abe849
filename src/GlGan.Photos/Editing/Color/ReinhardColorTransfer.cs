using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>
/// Gives each channel of L*a*b* the mean and the standard deviation of the reference (Reinhard, Ashikhmin, Gooch and Shirley, "Color Transfer between
/// Images", IEEE CG&amp;A 21(5), 2001, in CIE L*a*b* under D65): <c>(value − mean) · σ_reference / σ_image + mean_reference</c>, with statistics weighted
/// by the masks. A channel whose deviation in the image is below 0.5, such as that of a grey picture, is shifted, not stretched. Without a pixel that
/// counts in both images, the result is a copy.
/// </summary>
public sealed class ReinhardColorTransfer : IColorTransfer
{
    private const double SmallestDeviation = 0.5;

    /// <inheritdoc/>
    public ImageBuffer Transfer(ImageBuffer image, ImageMask? imageMask, ImageBuffer reference, ImageMask? referenceMask, double strength = 1)
    {
        ColorTransferArguments.Require(image, imageMask, reference, referenceMask, strength);
        if (ColorStatistics.Of(image, imageMask, LabColor.FromSrgb) is not { } own) return image.Clone();
        if (ColorStatistics.Of(reference, referenceMask, LabColor.FromSrgb) is not { } wanted) return image.Clone();
        var scale = new float[3];
        var shift = new float[3];
        for (var i = 0; i < 3; i++)
        {
            var deviation = own.Deviation(i);
            scale[i] = deviation < SmallestDeviation ? 1 : (float)(wanted.Deviation(i) / deviation);
            shift[i] = (float)(wanted.Mean[i] - scale[i] * own.Mean[i]);
        }

        return Recoloring.Apply(image, strength, (red, green, blue) =>
        {
            var (l, a, b) = LabColor.FromSrgb(red, green, blue);
            return LabColor.ToSrgb(scale[0] * l + shift[0], scale[1] * a + shift[1], scale[2] * b + shift[2]);
        });
    }
}
