using System.Numerics;
using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>The colours of one face's skin: median and spread of brightness and both colour differences (YCrCb, BT.601) on cheeks and nose.</summary>
internal sealed class SkinTone
{
    // Where samples are taken, in face sizes around three points.
    private const float SampleRadius = 0.13f;

    // Even skin has light and shade beyond what the samples show; brightness varies most.
    private static readonly Vector3 LeastSpread = new(22, 5, 5);

    private readonly Vector3 _median;
    private readonly Vector3 _scale;

    private SkinTone(Vector3 median, Vector3 scale) => (_median, _scale) = (median, scale);

    /// <summary>Measures a face.</summary>
    /// <returns><see langword="null"/> if cheeks and nose lie outside the image.</returns>
    internal static SkinTone? Measure(ImageBuffer image, FaceLandmarks landmarks, FaceFrame frame, double tolerance)
    {
        List<Vector3> samples = [];
        Vector2[] places =
        [
            (landmarks.LeftEye + landmarks.LeftMouth) / 2, (landmarks.RightEye + landmarks.RightMouth) / 2, (frame.Eyes + landmarks.Nose) / 2,
        ];
        foreach (var place in places) Sample(image, place, SampleRadius * frame.Size, samples);
        if (samples.Count == 0) return null;
        var median = Median(samples);
        // 1.4826 makes the median distance of a normal distribution its standard deviation.
        var spread = 1.4826f * Median([.. samples.Select(sample => Vector3.Abs(sample - median))]);
        return new SkinTone(median, Vector3.One / (Vector3.Max(spread, LeastSpread) * (float)tolerance));
    }

    /// <summary>How far a pixel is from the skin's median, in spreads.</summary>
    internal float Distance(ReadOnlySpan<byte> rgb) => ((Color(rgb) - _median) * _scale).Length();

    private static void Sample(ImageBuffer image, Vector2 place, float radius, List<Vector3> samples)
    {
        var (left, right) = (Math.Max(0, (int)(place.X - radius)), Math.Min(image.Width - 1, (int)(place.X + radius)));
        var (top, bottom) = (Math.Max(0, (int)(place.Y - radius)), Math.Min(image.Height - 1, (int)(place.Y + radius)));
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++) samples.Add(Color(image.Row(y)[(3 * x)..]));
        }
    }

    private static Vector3 Color(ReadOnlySpan<byte> rgb)
    {
        var luma = 0.299f * rgb[0] + 0.587f * rgb[1] + 0.114f * rgb[2];
        return new Vector3(luma, 0.713f * (rgb[0] - luma), 0.564f * (rgb[2] - luma));
    }

    private static Vector3 Median(List<Vector3> values) =>
        new(Median(values, value => value.X), Median(values, value => value.Y), Median(values, value => value.Z));

    private static float Median(List<Vector3> values, Func<Vector3, float> part) => values.Select(part).Order().ElementAt(values.Count / 2);
}
