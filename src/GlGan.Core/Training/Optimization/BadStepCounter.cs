using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Training;

/// <summary>Judges steps and counts the bad ones on the device, so that no step waits for a value.</summary>
internal sealed class BadStepCounter(Device device) : IDisposable
{
    private readonly Tensor _inRow = zeros([], ScalarType.Float32, device).DetachFromDisposeScope();
    private readonly Tensor _new = zeros([], ScalarType.Float32, device).DetachFromDisposeScope();

    /// <summary>Bad steps in a row up to now.</summary>
    internal int InRow => (int)DeviceTraffic.Read(_inRow);

    /// <summary>Whether every value of some tensors is finite; waits for the device.</summary>
    internal static bool IsFinite(IReadOnlyList<Tensor> tensors)
    {
        using var scope = NewDisposeScope();
        using var gradient = no_grad();
        // The largest absolute value is finite only if every value is, and cannot overflow as a sum can.
        var largest = tensors.Where(values => values.is_floating_point() && values.numel() > 0).Select(values => values.abs().max().to(ScalarType.Float32)).ToArray();
        return float.IsFinite(DeviceTraffic.Read(stack(largest).max()));
    }

    /// <summary>Whether a step is bad: 1 when its loss is beyond the limit, or its loss or the norm of its gradients is not finite, else 0.</summary>
    /// <returns>A float32 scalar on the device; the caller disposes it.</returns>
    internal Tensor Judge(Tensor loss, Tensor norm, double lossLimit)
    {
        using var scope = NewDisposeScope();
        using var gradient = no_grad();
        var good = loss.abs().IsAbove(lossLimit).logical_not().logical_and(loss.isfinite()).logical_and(norm.isfinite());
        return good.logical_not().to(ScalarType.Float32).MoveToOuterDisposeScope();
    }

    /// <summary>Counts a step; the judgement is borrowed.</summary>
    internal void Count(Tensor bad)
    {
        using var gradient = no_grad();
        _inRow.AddInPlace(bad);
        _inRow.mul_(bad);
        _new.AddInPlace(bad);
    }

    /// <summary>Bad steps since the last call.</summary>
    internal long ReadNew()
    {
        var count = (long)DeviceTraffic.Read(_new);
        _new.FillInPlace(0);
        return count;
    }

    /// <summary>Starts a new row.</summary>
    internal void Restart() => _inRow.FillInPlace(0);

    /// <inheritdoc/>
    public void Dispose()
    {
        _inRow.Dispose();
        _new.Dispose();
    }
}
