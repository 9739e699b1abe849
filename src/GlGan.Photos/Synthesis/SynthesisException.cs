namespace GlGan.Synthesis;

/// <summary>A network makes something else than images.</summary>
/// <param name="problem">What.</param>
public sealed class SynthesisException(string problem) : InvalidOperationException(problem)
{
    internal const string NotFinite = "its output has values that are not finite: its weights are damaged, or its training diverged.";
}
