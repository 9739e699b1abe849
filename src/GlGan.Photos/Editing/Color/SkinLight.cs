using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>The colour of the skin at every place of a face: its low frequencies, without what is no skin.</summary>
/// <param name="L">Its lightness, by pixel; one value where it is the same everywhere.</param>
/// <param name="A">Its green to red.</param>
/// <param name="B">Its blue to yellow.</param>
/// <param name="Mean">The colour of all skin.</param>
/// <param name="Contrast">Standard deviation of its lightness around <paramref name="L"/>.</param>
internal sealed record SkinLight(float[] L, float[] A, float[] B, (float L, float A, float B) Mean, float Contrast)
{
    // Of the face's size.
    private const double Blur = 0.13;

    // How much the whole face counts where little skin is near.
    private const float Far = 0.03f;

    // A colour farther from the median than so many deviations, within limits, is no skin.
    private const float Deviations = 2.5f, Normal = 1.4826f;

    // Folds, stubble and shadows of hair are darker than skin, and nothing is as often lighter.
    private const float Dark = 0.7f;

    /// <summary>How colourful the skin is.</summary>
    internal float Chroma => MathF.Sqrt(Mean.A * Mean.A + Mean.B * Mean.B);

    /// <summary>Measures the skin.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="where">Where skin is expected.</param>
    /// <param name="size">The face's size in its pixels; without one, the colour is the mean everywhere.</param>
    /// <returns>The light, or null where nothing is expected to be skin.</returns>
    internal static SkinLight? Of(LabPlanes image, ImageMask where, double? size = null)
    {
        var weights = (float[])where.Values.Clone();
        if (!Narrow(image.L, weights, 14, 40, Dark) || !Narrow(image.A, weights, 6, 14) || !Narrow(image.B, weights, 6, 16)) return null;
        var total = weights.Sum(weight => (double)weight);
        var near = size is { } side ? MaskFilters.Blur(new ImageMask(image.Width, image.Height, weights), Blur * side).Values : new float[weights.Length];
        var (l, a, b) = (Mean(image.L), Mean(image.A), Mean(image.B));
        var light = Field(image.L, l);
        return new SkinLight(light, Field(image.A, a), Field(image.B, b), (l, a, b), Deviation(light));

        float Deviation(float[] around) =>
            (float)Math.Sqrt(weights.Select((weight, i) => weight * Math.Pow(image.L[i] - around[around.Length == 1 ? 0 : i], 2)).Sum() / total);

        float Mean(float[] plane) => (float)(plane.Select((value, i) => (double)value * weights[i]).Sum() / total);

        float[] Field(float[] plane, float middle)
        {
            const float Range = 256;
            if (size is null) return [middle];
            var part = new ImageMask(image.Width, image.Height, [.. plane.Select((value, i) => weights[i] * ((value - middle) / Range + 0.5f))]);
            var blurred = MaskFilters.Blur(part, Blur * size.Value).Values;
            return [.. blurred.Select((value, i) => middle + Range * (value - 0.5f * near[i]) / (near[i] + Far))];
        }
    }

    private static bool Narrow(float[] plane, float[] weights, float least, float most, float below = 1)
    {
        if (WeightedRank.Of(plane, weights, 0.5) is not { } median) return false;
        var spread = WeightedRank.Of(Array.ConvertAll(plane, value => Math.Abs(value - median)), weights, 0.5) ?? 0;
        var reach = Math.Clamp(Deviations * Normal * spread, least, most);
        for (var i = 0; i < weights.Length; i++)
        {
            var (offset, side) = (plane[i] - median, plane[i] < median ? below : 1);
            weights[i] *= 1 - SoftEllipse.SmoothStep(0.7f * side * reach, 1.3f * side * reach, Math.Abs(offset));
        }

        return true;
    }
}
