using System.Runtime.CompilerServices;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Tensors;

/// <summary>Checks of tensor arguments at the entry of public members.</summary>
internal static class TensorGuard
{
    /// <summary>Stands for "any length but 0" in an expected shape.</summary>
    internal const long Any = -1;

    /// <summary>Whether no value is infinite or NaN; waits for the device.</summary>
    internal static bool IsFinite(this Tensor tensor)
    {
        using var gradient = no_grad();
        using var finite = tensor.isfinite();
        using var all = finite.all();
        return all.ToBoolean();
    }

    /// <summary>Throws unless the tensor has the expected rank and lengths.</summary>
    internal static void Shape(Tensor tensor, ReadOnlySpan<long> expected, [CallerArgumentExpression(nameof(tensor))] string argument = "")
    {
        ArgumentNullException.ThrowIfNull(tensor, argument);
        var shape = tensor.shape;
        if (shape.Length == expected.Length)
        {
            var axis = 0;
            while (axis < shape.Length && (expected[axis] == Any ? shape[axis] > 0 : expected[axis] == shape[axis])) axis++;
            if (axis == shape.Length) return;
        }

        var wanted = string.Join(", ", expected.ToArray().Select(length => length == Any ? "*" : length.ToString()));
        throw new ArgumentException($"Expected shape [{wanted}]; got [{string.Join(", ", shape)}]{(shape.Contains(0) ? ", which is empty" : "")}.", argument);
    }

    /// <summary>Throws unless both tensors have one shape, and something in it.</summary>
    internal static void SameShape(
        Tensor tensor,
        Tensor other,
        [CallerArgumentExpression(nameof(tensor))] string argument = "",
        [CallerArgumentExpression(nameof(other))] string otherArgument = "")
    {
        ArgumentNullException.ThrowIfNull(other, otherArgument);
        ArgumentNullException.ThrowIfNull(tensor, argument);
        if (!tensor.shape.AsSpan().SequenceEqual(other.shape))
        {
            throw new ArgumentException(
                $"Expected the shape of '{otherArgument}', [{string.Join(", ", other.shape)}]; got [{string.Join(", ", tensor.shape)}].", argument);
        }

        if (tensor.shape.Contains(0)) throw new ArgumentException($"Expected something to compare; got [{string.Join(", ", tensor.shape)}], which is empty.", argument);
    }

    /// <summary>Throws unless the tensor is <c>[N, C, H, W]</c> with both sides multiples of a number.</summary>
    internal static void Multiple(Tensor images, long divisor, [CallerArgumentExpression(nameof(images))] string argument = "")
    {
        Shape(images, [Any, Any, Any, Any], argument);
        if (images.shape[2] % divisor != 0 || images.shape[3] % divisor != 0)
            throw new ArgumentException($"Both sides must be multiples of {divisor}; got {images.shape[2]}x{images.shape[3]}.", argument);
    }
}
