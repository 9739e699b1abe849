using GlGan.Generators;
using GlGan.Training;

namespace GlGan.Evaluation;

/// <summary>The mean of a metric over a set of pairs, as the number by which a training's best checkpoint is kept.</summary>
/// <param name="set">The pairs; as few as the number needs, because they are measured at checkpoints.</param>
/// <param name="metric">The metric.</param>
public sealed class EvaluationScore(EvaluationSet set, ImageMetric metric) : ICheckpointScore
{
    private readonly ModelEvaluator _evaluator = new(new() { Metrics = [metric] });

    /// <inheritdoc/>
    public string Name => metric.Name;

    /// <inheritdoc/>
    public bool HigherIsBetter => metric.HigherIsBetter;

    /// <inheritdoc/>
    public double Measure(FaceGenerator generator) => Measure(generator, CancellationToken.None);

    /// <inheritdoc/>
    public double Measure(FaceGenerator generator, CancellationToken cancellationToken) =>
        _evaluator.Evaluate(generator, set, cancellationToken: cancellationToken).Output.All.Means[metric.Name];
}
