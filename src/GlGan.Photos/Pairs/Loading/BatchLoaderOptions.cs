using GlGan.Foundation;

namespace GlGan.Pairs;

/// <summary>How batches are prepared.</summary>
public sealed record BatchLoaderOptions : IValidated
{
    // Beyond, systems run out of threads, which no runtime survives.
    internal const int MostWorkers = 1024;

    /// <summary>Pairs per batch, at least 1. Default 16.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>Threads that make pairs, 1 to 1024. They do not change what comes. Default: one less than the processors, at least 1.</summary>
    public int Workers { get; init; } = Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>Batches prepared beyond the one in use, at least 1. Default 3.</summary>
    public int Prefetch { get; init; } = 3;

    IEnumerable<string> IValidated.Errors() => [.. Require.AtLeast(BatchSize, 1), .. Require.LieIn(Workers, 1, MostWorkers), .. Require.AtLeast(Prefetch, 1)];
}
