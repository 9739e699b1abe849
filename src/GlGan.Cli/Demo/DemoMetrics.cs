namespace GlGan.Cli.Demo;

/// <summary>Contents of the demo's <c>metrics.json</c>.</summary>
internal sealed record DemoMetrics(
    ulong Seed, int ImageSize, long TrainingImages, double TrainingSeconds, IReadOnlyList<YawScores> Bins, IReadOnlyList<DemoTarget> Targets);
