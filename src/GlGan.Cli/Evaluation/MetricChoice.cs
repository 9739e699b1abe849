using GlGan.Evaluation;

namespace GlGan.Cli.Evaluation;

/// <summary>What an evaluation measures, and the networks it measures with, which are disposed with it.</summary>
/// <param name="Options">What is measured.</param>
/// <param name="RecognizerName">What tells persons apart, in words; <see langword="null"/> where nothing does.</param>
/// <param name="Networks">The networks.</param>
internal sealed record MetricChoice(EvaluationOptions Options, string? RecognizerName, IReadOnlyList<IDisposable> Networks) : IDisposable
{
    public void Dispose()
    {
        foreach (var network in Networks) network.Dispose();
    }
}
