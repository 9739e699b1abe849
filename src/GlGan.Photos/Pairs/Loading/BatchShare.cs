namespace GlGan.Pairs;

/// <summary>The batches of every step that one of several processes makes.</summary>
/// <param name="First">Number of its first batch within a step, from 0.</param>
/// <param name="Count">How many are its own, one after the other; 0 where there are fewer batches than processes.</param>
/// <param name="Of">Batches of a step.</param>
internal readonly record struct BatchShare(int First, int Count, int Of)
{
    /// <summary>The share of one process: as many batches as the others have, or one more. The first process has at least one.</summary>
    /// <param name="batches">Batches of a step, at least 1.</param>
    /// <param name="rank">Number of the process.</param>
    /// <param name="size">Number of processes.</param>
    internal static BatchShare For(int batches, int rank, int size)
    {
        var (each, more) = Math.DivRem(batches, size);
        return new((rank * each) + Math.Min(rank, more), each + (rank < more ? 1 : 0), batches);
    }
}
