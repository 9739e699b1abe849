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
/// <param name="Recognizer">The network that tells persons apart, if one does.</param>
/// <param name="Seconds">Time the evaluation took.</param>
internal sealed record EvaluationFacts(
    string Model, ModelTask Task, long ImagesTrained, int ImageSize, string Data, ulong Seed, int Pairs, string? Recognizer, double Seconds);
