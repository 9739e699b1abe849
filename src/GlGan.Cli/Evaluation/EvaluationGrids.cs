using GlGan.Batches;
using GlGan.Evaluation;
using GlGan.Generators;
using GlGan.Imaging;
using GlGan.Pairs;
using GlGan.Training;
using TorchSharp;

namespace GlGan.Cli.Evaluation;

/// <summary>Pictures of the best, middle and worst pairs by a metric.</summary>
internal static class EvaluationGrids
{
    private const int Rows = 4;

    /// <summary>Draws the grids: input, local images, output, target in a row.</summary>
    internal static IReadOnlyList<(string Title, ImageBuffer Grid)> Draw(FaceGenerator generator, torch.Device device, EvaluationResult result, ImageMetric metric)
    {
        var scores = result.Output.Scores[metric.Name];
        int[] order = [.. Enumerable.Range(0, scores.Count).OrderBy(pair => metric.HigherIsBetter ? -scores[pair] : scores[pair])];
        var rows = Math.Min(Rows, order.Length);
        return
        [
            ("best", Grid(order[..rows])),
            ("median", Grid(order.AsSpan((order.Length - rows) / 2, rows).ToArray())),
            ("worst", Grid(order[^rows..])),
        ];

        ImageBuffer Grid(int[] pairs)
        {
            using var loader = new BatchLoader(new SelectedPairs(result.Set.Pairs, pairs), new() { BatchSize = pairs.Length });
            using var batch = new LoaderBatchSource(loader, device).Next(CancellationToken.None);
            return SampleGrid.Draw(generator, batch);
        }
    }
}
