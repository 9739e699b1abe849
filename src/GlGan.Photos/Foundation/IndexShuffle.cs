
namespace GlGan.Foundation;

/// <summary>
/// A pseudo-random order of <c>0 … count − 1</c> that is computed place by place, with no table: a Feistel network over the next power of four,
/// walked until it lands below the count (Black and Rogaway, CT-RSA 2002).
/// </summary>
internal readonly struct IndexShuffle
{
    private const int Rounds = 4;

    private readonly ulong _key;
    private readonly int _count;
    private readonly int _half;

    private IndexShuffle(ulong seed, long pass, int count)
    {
        (_key, _count) = (CounterRandom.Mix(CounterRandom.Mix(seed) ^ (ulong)pass), count);
        _half = 1;
        while (1L << (2 * _half) < count) _half++;
    }

    private ulong Mask => (1UL << _half) - 1;

    /// <summary>Which element comes at a place.</summary>
    internal int this[int place]
    {
        get
        {
            var value = (ulong)place;
            do
            {
                var (left, right) = (value >> _half, value & Mask);
                for (ulong round = 0; round < Rounds; round++) (left, right) = (right, left ^ Scramble(round, right));
                value = left << _half | right;
            }
            while (value >= (ulong)_count);
            return (int)value;
        }
    }

    /// <summary>At which place an element comes.</summary>
    internal int PlaceOf(int element)
    {
        var value = (ulong)element;
        do
        {
            var (left, right) = (value >> _half, value & Mask);
            for (var round = Rounds - 1; round >= 0; round--) (left, right) = (right ^ Scramble((ulong)round, left), left);
            value = left << _half | right;
        }
        while (value >= (ulong)_count);
        return (int)value;
    }

    /// <summary>The order of one pass over all elements.</summary>
    internal static IndexShuffle Within(ulong seed, long pass, int count) => new(seed, pass, count);

    /// <summary>Which element an endless run visits at a position: every pass over all elements is a new order.</summary>
    internal static int At(ulong seed, long position, int count)
    {
        var (pass, place) = Math.DivRem(position, count);
        return new IndexShuffle(seed, pass, count)[(int)place];
    }

    private ulong Scramble(ulong round, ulong half) => CounterRandom.Mix(_key ^ (round << 32 | half)) & Mask;
}
