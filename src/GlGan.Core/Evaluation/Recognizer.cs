using GlGan.Features;

namespace GlGan.Evaluation;

/// <summary>A network that tells persons apart by the cosine of its last features.</summary>
/// <param name="Name">Name in reports.</param>
/// <param name="Network">The network; borrowed.</param>
public sealed record Recognizer(string Name, IFeatureNetwork Network);
