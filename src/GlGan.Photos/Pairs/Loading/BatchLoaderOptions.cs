namespace GlGan.Pairs;

/// <summary>How batches are prepared.</summary>
public sealed record BatchLoaderOptions
{
    /// <summary>Pairs per batch, at least 1. Default 16.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>Threads that make pairs, at least 1. They do not change what comes. Default: one less than the processors, at least 1.</summary>
    public int Workers { get; init; } = Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>Batches prepared beyond the one in use, at least 1. Default 3.</summary>
    public int Prefetch { get; init; } = 3;

    internal IEnumerable<string> Errors()
    {
        if (BatchSize < 1) yield return $"{nameof(BatchSize)} must be at least 1; got {BatchSize}.";
        if (Workers < 1) yield return $"{nameof(Workers)} must be at least 1; got {Workers}.";
        if (Prefetch < 1) yield return $"{nameof(Prefetch)} must be at least 1; got {Prefetch}.";
    }
}
