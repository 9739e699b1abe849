using GlGan.Foundation;

namespace GlGan.Metrics;

/// <summary>How <see cref="InceptionScore"/> splits the images.</summary>
public sealed record InceptionScoreOptions : IValidated
{
    /// <summary>Number of parts the score is averaged over, at least 1.</summary>
    /// <value>The default value is 10.</value>
    public int Splits { get; init; } = 10;

    /// <summary>Seed of a shuffle before splitting, for images that come ordered by class.</summary>
    /// <value>The default value is <see langword="null"/>: the order stays.</value>
    public ulong? ShuffleSeed { get; init; }

    IEnumerable<string> IValidated.Errors() => Require.AtLeast(Splits, 1);
}
