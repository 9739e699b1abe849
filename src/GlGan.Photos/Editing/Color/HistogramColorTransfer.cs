using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>
/// Gives each RGB channel the histogram of the reference: a level goes to where the reference's cumulative histogram, interpolated linearly, has the same
/// value. Histograms are weighted by the masks. Levels that the image's masked part lacks go between those of their neighbours, and beyond the
/// outermost as far as these. Without a pixel that counts in both images, the result is a copy.
/// </summary>
public sealed class HistogramColorTransfer : IColorTransfer
{
    private const int Levels = 256;

    /// <inheritdoc/>
    public ImageBuffer Transfer(ImageBuffer image, ImageMask? imageMask, ImageBuffer reference, ImageMask? referenceMask, double strength = 1)
    {
        ColorTransferArguments.Require(image, imageMask, reference, referenceMask, strength);
        var maps = new float[3][];
        for (var channel = 0; channel < 3; channel++)
        {
            var (own, wanted) = (Histogram(image, imageMask, channel), Histogram(reference, referenceMask, channel));
            if (own.Sum() == 0 || wanted.Sum() == 0) return image.Clone();
            maps[channel] = Map(own, wanted);
        }

        return Recoloring.Apply(image, strength, (red, green, blue) => (maps[0][red], maps[1][green], maps[2][blue]));
    }

    private static double[] Histogram(ImageBuffer image, ImageMask? mask, int channel)
    {
        var histogram = new double[Levels];
        for (int i = 0, at = channel; at < image.Pixels.Length; i++, at += 3) histogram[image.Pixels[at]] += mask?.Values[i] ?? 1;
        return histogram;
    }

    private static float[] Map(double[] own, double[] wanted)
    {
        List<(double Share, double Level)> ownCurve = Curve(own), wantedCurve = Curve(wanted);
        var targets = ownCurve.Select(point => (point.Level, Target: Interpolated(wantedCurve, point.Share))).ToList();
        var (first, last) = (targets[0], targets[^1]);
        var map = new float[Levels];
        for (var level = 0; level < Levels; level++)
        {
            var beyond = Math.Min(0, level - first.Level) + Math.Max(0, level - last.Level);
            map[level] = (float)(Interpolated(targets, level) + beyond);
        }

        return map;
    }

    // Levels that occur, each with the share of samples up to it.
    private static List<(double Share, double Level)> Curve(double[] histogram)
    {
        var (total, sum) = (histogram.Sum(), 0d);
        List<(double, double)> curve = [];
        for (var level = 0; level < Levels; level++)
        {
            if (histogram[level] == 0) continue;
            sum += histogram[level];
            curve.Add((sum / total, level));
        }

        return curve;
    }

    // Piecewise linear through points of rising position; constant beyond the ends.
    private static double Interpolated(List<(double Position, double Value)> points, double position)
    {
        var next = points.FindIndex(point => point.Position >= position);
        if (next <= 0) return (next == 0 ? points[0] : points[^1]).Value;
        var (from, to) = (points[next - 1], points[next]);
        return from.Value + (to.Value - from.Value) * (position - from.Position) / (to.Position - from.Position);
    }
}
