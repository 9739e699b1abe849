using GlGan.Cli.Evaluation;

namespace GlGan.Cli.Demo;

/// <summary>Contents of the demo's <c>metrics.json</c>.</summary>
internal sealed record DemoMetrics(EvaluationFile Measured, double TrainingSeconds, IReadOnlyList<DemoTarget> Targets);
