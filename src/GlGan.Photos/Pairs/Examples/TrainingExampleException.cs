namespace GlGan.Pairs;

/// <summary>A training pair could not be made.</summary>
/// <param name="index">Number of the pair.</param>
/// <param name="cause">What happened.</param>
public sealed class TrainingExampleException(long index, Exception cause) : Exception($"Training example {index} could not be made: {cause?.Message}", cause)
{
    /// <summary>Number of the pair.</summary>
    public long Index { get; } = index;
}
