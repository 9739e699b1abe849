using System.Runtime.CompilerServices;
using GlGan.Foundation;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Metrics;

/// <summary>Sets of features, one per row, taken in blocks so that only a block at a time is held in float64.</summary>
internal static class FeatureRows
{
    internal static void Guard(Tensor features, [CallerArgumentExpression(nameof(features))] string argument = "")
    {
        TensorGuard.Shape(features, [TensorGuard.Any, TensorGuard.Any], argument);
        if (!features.is_floating_point()) throw new ArgumentException($"Expected floating-point features; got {features.dtype}.", argument);
    }

    /// <summary>Throws unless both have one dimension and at least <paramref name="least"/> rows.</summary>
    internal static void GuardPair(
        Tensor first,
        Tensor second,
        long least,
        [CallerArgumentExpression(nameof(first))] string firstName = "",
        [CallerArgumentExpression(nameof(second))] string secondName = "")
    {
        Guard(first, firstName);
        TensorGuard.Shape(second, [TensorGuard.Any, first.shape[1]], secondName);
        Guard(second, secondName);
        if (first.shape[0] < least || second.shape[0] < least)
            throw new ArgumentException($"Both need at least {least} rows of features; got {first.shape[0]} and {second.shape[0]}.", secondName);
    }

    /// <summary>Throws where there is a NaN or an infinity, as <see cref="FeatureStatistics"/> does: no distance to it means anything.</summary>
    internal static void RequireFinite(params ReadOnlySpan<Tensor> sets)
    {
        foreach (var features in sets)
        {
            using var scope = NewDisposeScope();
            if (!features.detach().isfinite().all().item<bool>()) throw new InvalidOperationException("The features hold NaN or infinity, so they cannot be compared.");
        }
    }

    /// <summary>Start and length of each block.</summary>
    internal static IEnumerable<(long Start, long Length)> Blocks(long rows, long block)
    {
        for (long start = 0; start < rows; start += block) yield return (start, Math.Min(block, rows - start));
    }

    /// <summary>Some rows in float64; the caller's scope owns them.</summary>
    internal static Tensor Wide(Tensor features, long start, long length) => features.detach().narrow(0, start, length).to(ScalarType.Float64);

    /// <summary>The numbers 0 to <paramref name="count"/> − 1 in random order, the first <paramref name="taken"/> of them.</summary>
    internal static long[] Draw(long count, long taken, CounterRandom random)
    {
        var order = new long[count];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        for (var i = 0; i < taken; i++)
        {
            var other = i + random.Below(order.Length - i);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order[..(int)taken];
    }
}
