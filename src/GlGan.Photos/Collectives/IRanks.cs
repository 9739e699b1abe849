namespace GlGan.Collectives;

/// <summary>
/// Processes, called ranks, that share out one task. <see cref="Gather"/> is called by all ranks, in the same order, from one thread each, and returns when all have called it.
/// </summary>
public interface IRanks
{
    /// <summary>Number of this process, from 0. Rank 0 alone writes files and reports.</summary>
    int Rank { get; }

    /// <summary>Number of processes, at least 1.</summary>
    int Size { get; }

    /// <summary>The value of every rank, by its number.</summary>
    /// <param name="value">A value of at most some megabytes, which may have another length on every rank.</param>
    IReadOnlyList<byte[]> Gather(ReadOnlySpan<byte> value);
}
