using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>The brightest of a part that has a white: of eyes or teeth.</summary>
/// <param name="L">Its lightness.</param>
/// <param name="A">Its green to red.</param>
/// <param name="B">Its blue to yellow.</param>
internal readonly record struct WhiteLevel(float L, float A, float B)
{
    // The brightest tenth may be a reflection.
    private const double Share = 0.88;

    /// <summary>Measures a part, or gives null where it is nowhere.</summary>
    internal static WhiteLevel? Of(LabPlanes image, ImageMask part)
    {
        float[] weights = [.. part.Values.Select(value => value > 0.5f ? value : 0)];
        if (WeightedRank.Of(image.L, weights, Share) is not { } white) return null;
        float[] bright = [.. weights.Select((weight, i) => Math.Abs(image.L[i] - white) < 0.1f * white ? weight : 0)];
        return new WhiteLevel(white, WeightedRank.Of(image.A, bright, 0.5) ?? 0, WeightedRank.Of(image.B, bright, 0.5) ?? 0);
    }
}
