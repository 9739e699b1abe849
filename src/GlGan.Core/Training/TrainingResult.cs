namespace GlGan.Training;

/// <summary>How a training ended.</summary>
/// <param name="Images">Images seen.</param>
/// <param name="Steps">Steps made.</param>
/// <param name="Elapsed">Time taken.</param>
/// <param name="Canceled">Whether it was asked to stop before its plan was done.</param>
public sealed record TrainingResult(long Images, long Steps, TimeSpan Elapsed, bool Canceled);
