using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>How much fine detail the lightness of a picture has, where a mask lies: in bands an octave apart.</summary>
/// <param name="Fine">Standard deviation of what a blur of one pixel takes away, of skin: by its median, which features and wrinkles do not move.</param>
/// <param name="Coarse">The same between blurs of one and two pixels.</param>
/// <param name="Sharpness">How strong the finest edges are beside those four times as coarse.</param>
internal readonly record struct DetailBands(double Fine, double Coarse, double Sharpness)
{
    private const double Normal = 1.4826, Edges = 0.97, Least = 0.5 / 255;

    /// <summary>Measures a picture.</summary>
    /// <param name="lightness">Its lightness, from 0 to 1.</param>
    /// <param name="where">Where to look.</param>
    internal static DetailBands Of(ImageMask lightness, ImageMask where)
    {
        var (one, two, four) = (MaskFilters.Blur(lightness, 1), MaskFilters.Blur(lightness, 2), MaskFilters.Blur(lightness, 4));
        var (first, second, third) = (Band(lightness, one, where), Band(one, two, where), Band(two, four, where));
        if (first.Length == 0) return default;
        return new DetailBands(Normal * first[first.Length / 2], Normal * second[second.Length / 2], At(first, Edges) / Math.Max(Least, At(third, Edges)));
    }

    private static double At(float[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];

    private static float[] Band(ImageMask finer, ImageMask coarser, ImageMask where)
    {
        float[] values = [.. Enumerable.Range(0, where.Values.Length).Where(i => where.Values[i] > 0.9f).Select(i => Math.Abs(finer.Values[i] - coarser.Values[i]))];
        Array.Sort(values);
        return values;
    }
}
