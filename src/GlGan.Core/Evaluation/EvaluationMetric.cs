using GlGan.Generators;
using GlGan.Training;

namespace GlGan.Evaluation;

/// <summary>The mean of a metric over a set of pairs, as the number by which a training's best checkpoint is kept.</summary>
/// <param name="evaluator">Measures; it must be told to measure <paramref name="metric"/>.</param>
/// <param name="set">The pairs; as few as the number needs, because they are measured at checkpoints.</param>
/// <param name="metric">Name of the metric.</param>
public sealed class EvaluationMetric(ModelEvaluator evaluator, EvaluationSet set, string metric) : ITrainingMetric
{
    /// <inheritdoc/>
    public string Name => metric;

    /// <inheritdoc/>
    public double Measure(FaceGenerator generator) => evaluator.Evaluate(generator, set).Output.All.Means[metric];
}
