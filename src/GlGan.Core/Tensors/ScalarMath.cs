using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Tensors;

/// <summary>
/// Arithmetic with numbers that hold their native <see cref="Scalar"/> until the call has returned. TorchSharp's operators do not: a garbage
/// collection during the call can free the number while libtorch reads it, which throws at best and computes with garbage at worst
/// (<c>docs/decisions/0006-scalars.md</c>). The operators are banned in this library.
/// Every method returns a fresh tensor owned by the caller, except those ending in <c>InPlace</c>.
/// </summary>
internal static class ScalarMath
{
    // Never disposed: constants of the process.
    private static readonly Scalar Zero = 0d.ToScalar();
    private static readonly Scalar One = 1d.ToScalar();
    private static readonly Scalar WholeOne = 1L.ToScalar();

    internal static Tensor Plus(this Tensor left, Tensor right) => left.add(right, WholeOne);

    internal static Tensor Plus(this Tensor left, double right)
    {
        using var scalar = right.ToScalar();
        return left.add(scalar, WholeOne);
    }

    internal static Tensor Minus(this Tensor left, double right) => left.Plus(-right);

    internal static Tensor Times(this Tensor left, double right)
    {
        using var scalar = right.ToScalar();
        return left.mul(scalar);
    }

    internal static Tensor Squared(this Tensor tensor) => tensor.mul(tensor);

    internal static Tensor AtLeast(this Tensor tensor, double lowest)
    {
        using var scalar = lowest.ToScalar();
        return tensor.clamp_min(scalar);
    }

    internal static Tensor Within(this Tensor tensor, double lowest, double highest)
    {
        using var low = lowest.ToScalar();
        using var high = highest.ToScalar();
        return tensor.clamp(low, high);
    }

    /// <summary>The remainder in [0, divisor) of a division by a positive number.</summary>
    internal static Tensor Modulo(this Tensor tensor, double divisor)
    {
        using var scalar = divisor.ToScalar();
        return tensor.remainder(scalar);
    }

    /// <summary>True where the tensor is not positive.</summary>
    internal static Tensor IsNotPositive(this Tensor tensor) => tensor.le(Zero);

    /// <summary>True where the tensor is above a value.</summary>
    internal static Tensor IsAbove(this Tensor tensor, double value)
    {
        using var scalar = value.ToScalar();
        return tensor.gt(scalar);
    }

    /// <summary>The tensor with <paramref name="value"/> where the mask is true.</summary>
    internal static Tensor Filled(this Tensor tensor, Tensor mask, double value)
    {
        using var scalar = value.ToScalar();
        return tensor.masked_fill(mask, scalar);
    }

    /// <summary>0, 1, …, length − 1.</summary>
    internal static Tensor Indices(long length, ScalarType dtype, Device device)
    {
        using var stop = length.ToScalar();
        return arange(Zero, stop, One, dtype, device);
    }

    internal static void AddInPlace(this Tensor target, Tensor other) => target.add_(other, WholeOne);

    internal static void AddInPlace(this Tensor target, double value)
    {
        using var scalar = value.ToScalar();
        target.add_(scalar, WholeOne);
    }

    internal static void IncrementInPlace(this Tensor counter) => counter.add_(WholeOne, WholeOne);

    internal static void TimesInPlace(this Tensor target, double value)
    {
        using var scalar = value.ToScalar();
        target.mul_(scalar);
    }

    internal static void FillInPlace(this Tensor target, double value)
    {
        using var scalar = value.ToScalar();
        target.fill_(scalar);
    }

    internal static void LeakyReluInPlace(this Tensor target, double slope)
    {
        using var scalar = slope.ToScalar();
        target.leaky_relu_(scalar);
    }
}
