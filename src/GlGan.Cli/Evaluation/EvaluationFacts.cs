using GlGan.Cli.Training;
using GlGan.Synthesis;

namespace GlGan.Cli.Evaluation;

/// <summary>What was evaluated, and how.</summary>
/// <param name="Model">The model file.</param>
/// <param name="Task">What the model was trained for.</param>
/// <param name="ImagesTrained">Images it saw in training.</param>
/// <param name="ImageSize">Side of its images in pixels.</param>
/// <param name="Data">The dataset.</param>
/// <param name="Seed">Seed of the choice of pairs, or of the rendered population.</param>
/// <param name="Pairs">Pairs measured.</param>
/// <param name="Recognizer">What tells persons apart, if something does.</param>
internal sealed record EvaluationFacts(
    string Model, ModelPurpose Task, long ImagesTrained, int ImageSize, string Data, ulong Seed, int Pairs, string? Recognizer)
{
    /// <summary>The embedded network, in words.</summary>
    internal const string EmbeddedNetwork = "the embedded network, trained on rendered faces";

    /// <summary>What a training run measures at its end.</summary>
    internal static EvaluationFacts Of(TrainingRun run, long images, string data, int pairs) =>
        new(Path.GetFileName(run.ModelPath), run.Purpose, images, run.Recipe.Generator.ImageSize, data, run.Recipe.Seed, pairs, Judges.InWords(EmbeddedNetwork));
}
