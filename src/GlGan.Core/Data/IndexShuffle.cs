using GlGan.Runtime;

namespace GlGan.Data;

/// <summary>
/// A pseudo-random order of <c>0 … count − 1</c> that is computed place by place, with no table: a Feistel network over the next power of four,
/// walked until it lands below the count (Black and Rogaway, CT-RSA 2002).
/// </summary>
internal static class IndexShuffle
{
    private const int Rounds = 4;

    /// <summary>Which element an endless run visits at a position: every pass over all elements is a new order.</summary>
    internal static int At(ulong seed, long position, int count)
    {
        var (pass, place) = Math.DivRem(position, count);
        var half = 1;
        while (1L << (2 * half) < count) half++;
        var mask = (1UL << half) - 1;
        var value = (ulong)place;
        do
        {
            var (left, right) = (value >> half, value & mask);
            for (ulong round = 0; round < Rounds; round++)
                (left, right) = (right, left ^ (CounterRandom.Mix(CounterRandom.Mix(seed + (ulong)pass) ^ (round << 32 | right)) & mask));
            value = left << half | right;
        }
        while (value >= (ulong)count);
        return (int)value;
    }
}
