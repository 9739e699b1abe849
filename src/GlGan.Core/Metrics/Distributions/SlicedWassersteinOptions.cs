namespace GlGan.Metrics;

/// <summary>The random directions of <see cref="SlicedWassersteinDistance"/>.</summary>
public sealed record SlicedWassersteinOptions
{
    /// <summary>Number of directions, at least 1. The error falls with its root.</summary>
    /// <value>The default value is 1,000.</value>
    public int Directions { get; init; } = 1000;

    /// <summary>Seed of the directions: equal seeds draw equal ones.</summary>
    /// <value>The default value is 0.</value>
    public ulong Seed { get; init; }

    internal IEnumerable<string> Errors()
    {
        if (Directions < 1) yield return $"{nameof(Directions)} must be at least 1; got {Directions}.";
    }
}
