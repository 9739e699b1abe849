using GlGan.Foundation;

namespace GlGan.Pairs;

/// <summary>
/// The order in which a task visits the samples of a dataset: every pass visits each sample once, in an order of its own that depends on the seed.
/// </summary>
public sealed record SampleOrder : IValidated
{
    /// <summary>Seed of the order.</summary>
    public ulong Seed { get; init; }

    /// <summary>
    /// Samples are drawn from windows of this many neighbours, the windows coming in random order too: less disk traffic where neighbours lie
    /// together, as in a database larger than memory. <see langword="null"/> (the default) draws from the whole dataset; at least 2.
    /// </summary>
    public int? Window { get; init; }

    /// <summary>Which sample an endless run visits at a position.</summary>
    /// <param name="position">From 0 without end.</param>
    /// <param name="count">Number of samples, at least 1.</param>
    /// <exception cref="ArgumentException"><see cref="Window"/> is less than 2.</exception>
    public int At(long position, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (Window is < 2) this.Valid();
        if (Window is not { } window || window >= count) return IndexShuffle.At(Seed, position, count);

        // The last window may be shorter: places before it, within it and after it are told apart.
        var (pass, place) = Math.DivRem(position, count);
        var windows = (count + window - 1) / window;
        var last = count - (windows - 1) * window;
        var order = IndexShuffle.Within(Seed, pass, windows);
        var before = order.PlaceOf(windows - 1);
        var start = (long)before * window;
        var (number, offset) = place < start ? Math.DivRem(place, window)
            : place < start + last ? (before, place - start)
            : Math.DivRem(place - last, window) is var (quotient, remainder) ? (quotient + 1, remainder) : default;
        var chosen = order[(int)number];
        var size = chosen == windows - 1 ? last : window;
        return chosen * window + IndexShuffle.Within(CounterRandom.Mix(Seed) ^ ((ulong)chosen + 1), pass, size)[(int)offset];
    }

    IEnumerable<string> IValidated.Errors() => Require.AtLeastOrNull(Window, 2);
}
