namespace GlGan.Training;

/// <summary>What a rank says before each step.</summary>
/// <param name="Images">Images of its batches.</param>
/// <param name="Stops">Whether it was asked for an early end.</param>
/// <param name="Failure">Why it has no batches; <see langword="null"/> where it has.</param>
/// <param name="Clock">What its clock shows.</param>
internal sealed record RankReport(long Images, bool Stops, string? Failure, TimeSpan Clock);
