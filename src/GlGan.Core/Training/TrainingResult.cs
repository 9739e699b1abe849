namespace GlGan.Training;

/// <summary>How a training ended.</summary>
/// <param name="Images">Images seen.</param>
/// <param name="Steps">Steps made.</param>
/// <param name="Elapsed">Time taken.</param>
/// <param name="Canceled">Whether it was asked to stop before its plan was done.</param>
public sealed record TrainingResult(long Images, long Steps, TimeSpan Elapsed, bool Canceled)
{
    /// <summary>The scores as last measured, by name; empty where none was.</summary>
    public IReadOnlyDictionary<string, double> Scores { get; init; } = new Dictionary<string, double>();

    /// <summary>
    /// Everything the user should know of, in the order it happened: steps left out, rollbacks, checkpoints that could not be written, scores that could not be
    /// measured, observers that failed, and an output that is worse than the input on faces that were held out. Empty when all went well.
    /// </summary>
    public IReadOnlyList<string> Notices { get; init; } = [];
}
