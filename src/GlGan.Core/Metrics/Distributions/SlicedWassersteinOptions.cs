using GlGan.Foundation;

namespace GlGan.Metrics;

/// <summary>The random directions of <see cref="SlicedWassersteinDistance"/>.</summary>
public sealed record SlicedWassersteinOptions : IValidated
{
    /// <summary>Number of directions, at least 1. The error falls with its root.</summary>
    /// <value>The default value is 1,000.</value>
    public int Directions { get; init; } = 1000;

    /// <summary>Seed of the directions: equal seeds draw equal ones.</summary>
    /// <value>The default value is 0.</value>
    public ulong Seed { get; init; }

    IEnumerable<string> IValidated.Errors() => Require.AtLeast(Directions, 1);
}
