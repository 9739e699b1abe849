using System.Runtime.Intrinsics;
using GlGan.Runtime;
using TorchSharp;
using static TorchSharp.torch;
using Vector = System.Runtime.Intrinsics.Vector256<float>;

namespace GlGan.Kernels;

/// <summary>
/// The largest of several features where their masks are positive, times the largest mask, in one pass over the memory of a CPU; gradients go to the features
/// that were the largest, in halves to equals. Masks are constants.
/// </summary>
internal sealed unsafe class MaskedMaximum : autograd.SingleTensorFunction<MaskedMaximum>
{
    /// <inheritdoc/>
    public override string Name => nameof(MaskedMaximum);

    /// <summary>Whether features and masks can be merged here: float32 on a CPU, planes of whole vectors.</summary>
    internal static bool Suits(IReadOnlyList<Tensor> features, IReadOnlyList<Tensor> masks) => Vector256.IsHardwareAccelerated
        && features.Concat(masks).All(tensor => tensor.device_type == DeviceType.CPU && tensor.dtype == ScalarType.Float32)
        && features[0].shape[2] * features[0].shape[3] % Vector.Count == 0 && !(is_grad_enabled() && masks.Any(mask => mask.requires_grad));

    /// <summary>Merges features <c>[N, C, H, W]</c> with masks <c>[N, 1, H, W]</c>; all borrowed.</summary>
    /// <returns>The result, <c>[N, C, H, W]</c>; the caller disposes it.</returns>
    internal static Tensor Merge(IReadOnlyList<Tensor> features, IReadOnlyList<Tensor> masks)
    {
        using var scope = NewDisposeScope();
        object[] arguments = [.. features, .. masks];
        return apply(arguments).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        // Freed with the scope of the caller, after they are saved.
        List<Tensor> inputs = [.. vars.Cast<Tensor>().Select(tensor => tensor.contiguous())];
        ctx.set_materialize_grads(false);
        ctx.save_for_backward(inputs);
        ctx.save_data(nameof(vars), vars.Length);
        var result = empty(inputs[0].shape);
        new Planes(inputs).Merge(TensorMemory.Of(result));
        return result;
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => ReturnedGradients.Of(grad_output, (int)ctx.get_data("vars"), () =>
    {
        var inputs = ctx.get_saved_variables();
        var differentiable = is_grad_enabled();

        // For gradients of these gradients: they are linear, with factors that are those of ones.
        var gradients = Gradients(inputs, differentiable ? ones_like(grad_output) : grad_output);
        if (differentiable) gradients = [.. gradients.Select(factor => factor * grad_output)];
        return [.. gradients, .. Enumerable.Repeat<Tensor?>(null, inputs.Count / 2)];
    });

    private static List<Tensor> Gradients(List<Tensor> inputs, Tensor upper)
    {
        using var none = no_grad();
        var from = upper.contiguous();
        List<Tensor> gradients = [.. inputs.Take(inputs.Count / 2).Select(features => empty_like(features, requires_grad: false))];
        new Planes(inputs).Spread(TensorMemory.Of(from), [.. gradients.Select(gradient => (nint)TensorMemory.Of(gradient))]);
        return gradients;
    }

    private sealed class Planes
    {
        private readonly nint[] _features, _masks;
        private readonly int _count, _channels, _size;

        internal Planes(List<Tensor> inputs)
        {
            nint[] memory = [.. inputs.Select(input => (nint)TensorMemory.Of(input))];
            (_features, _masks) = (memory[..(memory.Length / 2)], memory[(memory.Length / 2)..]);
            var shape = inputs[0].shape;
            (_count, _channels, _size) = ((int)(shape[0] * shape[1]), (int)shape[1], (int)(shape[2] * shape[3]));
        }

        internal void Merge(float* result) => TorchWorkers.For(_count, plane =>
        {
            for (var i = 0; i < _size; i += Vector.Count) (Highest(plane, i, out var union) * union).Store(result + (nint)plane * _size + i);
        });

        internal void Spread(float* upper, nint[] gradients) => TorchWorkers.For(_count, plane =>
        {
            var at = (nint)plane * _size;
            for (var i = 0; i < _size; i += Vector.Count)
            {
                var gradient = Vector256.Load(upper + at + i);
                var highest = Highest(plane, i, out var union);
                gradient *= union;
                var equals = Vector.Zero;
                for (var region = 0; region < gradients.Length; region++) equals += Vector256.ConditionalSelect(IsHighest(region, plane, i, highest), Vector.One, Vector.Zero);
                gradient = Vector256.ConditionalSelect(Vector256.GreaterThan(equals, Vector.One), gradient / equals, gradient);
                for (var region = 0; region < gradients.Length; region++)
                    Vector256.ConditionalSelect(IsHighest(region, plane, i, highest), gradient, Vector.Zero).Store((float*)gradients[region] + at + i);
            }
        });

        private Vector Highest(int plane, int i, out Vector union)
        {
            var highest = Vector256.Create(float.NegativeInfinity);
            union = Vector.Zero;
            for (var region = 0; region < _features.Length; region++)
            {
                var mask = Mask(region, plane, i);
                union = Vector256.Max(union, mask);
                var features = Vector256.Load((float*)_features[region] + (nint)plane * _size + i);
                highest = Vector256.ConditionalSelect(Vector256.GreaterThan(mask, Vector.Zero), Vector256.Max(highest, features), highest);
            }

            return Vector256.ConditionalSelect(Vector256.GreaterThan(union, Vector.Zero), highest, Vector.Zero);
        }

        private Vector IsHighest(int region, int plane, int i, Vector highest) =>
            Vector256.GreaterThan(Mask(region, plane, i), Vector.Zero) & Vector256.Equals(Vector256.Load((float*)_features[region] + (nint)plane * _size + i), highest);

        private Vector Mask(int region, int plane, int i) => Vector256.Load((float*)_masks[region] + (nint)(plane / _channels) * _size + i);
    }
}
