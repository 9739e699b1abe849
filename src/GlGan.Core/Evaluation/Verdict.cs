namespace GlGan.Evaluation;

/// <summary>
/// Whether the output is nearer to the targets than the input is, by one metric in one part of the picture. Where an input equals its target nothing can be bettered: 40 dB are asked of
/// its output, which then counts as equal to it.
/// </summary>
/// <param name="Area"><see cref="WholePicture"/>, or the name of a region: its box, at its place on the target.</param>
/// <param name="Metric">Name of the metric; <c>psnr</c> for regions.</param>
/// <param name="Output">Mean of the outputs.</param>
/// <param name="Input">Mean of the inputs.</param>
/// <param name="Better">Share of the pairs whose output is better than the input.</param>
/// <param name="Worse">Share of the pairs whose output is worse.</param>
/// <param name="IsWorse">Whether the outputs are worse in the mean.</param>
public sealed record Verdict(string Area, string Metric, double Output, double Input, double Better, double Worse, bool IsWorse)
{
    /// <summary>The <see cref="Area"/> that is no region.</summary>
    public const string WholePicture = "whole_picture";

    private const double CleanDecibels = 40;

    /// <summary>Compares: the whole picture by every metric, PSNR first, then each region.</summary>
    internal static IEnumerable<Verdict> Of(SubjectTally output, SubjectTally input, IReadOnlyList<ImageMetric> metrics)
    {
        foreach (var ((area, after), (_, before)) in output.Decibels.Zip(input.Decibels))
        {
            bool[] kept = [.. after.Zip(before, (made, given) => double.IsPositiveInfinity(given) && made >= CleanDecibels)];
            yield return Of(area, ImageMetric.Psnr, after, [.. before.Select(value => double.IsPositiveInfinity(value) ? CleanDecibels : value)], kept);
            if (area != WholePicture) continue;
            foreach (var metric in metrics.Where(metric => metric.Name != ImageMetric.Psnr.Name))
                yield return Of(area, metric, output.Scores[metric.Name], input.Scores[metric.Name], kept);
        }
    }

    private static Verdict Of(string area, ImageMetric metric, IReadOnlyList<double> output, IReadOnlyList<double> input, bool[] kept)
    {
        double[] made = [.. output.Select((value, pair) => kept[pair] ? input[pair] : value)];
        var (after, before) = (made.Average(), input.Average());
        return new Verdict(area, metric.Name, after, before, Share(IsBetter), Share((first, second) => IsBetter(second, first)), IsBetter(before, after));

        bool IsBetter(double first, double second) => metric.HigherIsBetter ? first > second : first < second;

        double Share(Func<double, double, bool> holds) => made.Zip(input, holds).Count(held => held) / (double)made.Length;
    }
}
