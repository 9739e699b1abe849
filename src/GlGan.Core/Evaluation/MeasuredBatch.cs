namespace GlGan.Evaluation;

/// <summary>What was measured of a batch of pairs.</summary>
/// <param name="Count">Pairs; 0 where a rank had none left.</param>
/// <param name="Targets">Features of the targets.</param>
/// <param name="Subjects">What was made of the pairs, kind by kind.</param>
internal sealed record MeasuredBatch(int Count, MeasuredImages Targets, IReadOnlyList<MeasuredImages> Subjects)
{
    /// <summary>Nothing was left to measure.</summary>
    internal static MeasuredBatch None { get; } = new(0, new("") { Features = [], Hashes = [], Pixels = [] }, []);

    /// <summary>Whether the rank was asked to stop.</summary>
    public bool Stops { get; init; }
}
