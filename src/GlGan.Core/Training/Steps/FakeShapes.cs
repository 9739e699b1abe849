namespace GlGan.Training;

/// <summary>What the fakes of a process are like.</summary>
/// <param name="Counts">Images of each of its batches.</param>
/// <param name="Members">Shape of an image, and of what belongs to it; empty where it has no batch.</param>
internal sealed record FakeShapes(IReadOnlyList<long> Counts, Dictionary<string, long[]> Members);
