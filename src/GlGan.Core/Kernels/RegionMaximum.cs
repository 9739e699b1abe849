using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace GlGan.Kernels;

/// <summary>
/// The largest of the boxes that cover a pixel of a canvas, times the largest of their masks: boxes placed and merged in one pass over the memory of a CPU, with
/// no canvas of their own. Gradients flow into the boxes.
/// </summary>
internal sealed class RegionMaximum : autograd.SingleTensorFunction<RegionMaximum>
{
    /// <summary>Places boxes by their centres and merges them.</summary>
    internal delegate Tensor Merging(IReadOnlyList<Tensor> boxes, IReadOnlyList<Tensor> centers);

    /// <inheritdoc/>
    public override string Name => nameof(RegionMaximum);

    /// <summary>Whether boxes can be merged here: float32 on a CPU, channels in whole vectors.</summary>
    internal static bool IsSupported(IReadOnlyList<Tensor> boxes) => boxes.All(CpuKernels.Serve) && boxes[0].shape[1] % Vector256<float>.Count == 0;

    /// <summary>Places and merges boxes.</summary>
    /// <param name="boxes">Boxes of each region, <c>[N, C, h, w]</c>; borrowed.</param>
    /// <param name="centers">Their centres on the canvas, <c>[N, 2]</c>; borrowed.</param>
    /// <param name="size">Side of the canvas.</param>
    /// <param name="differentiable">The same in libtorch's operators, for gradients of gradients.</param>
    /// <returns>The canvas, <c>[N, C, size, size]</c>, whose channels lie together; the caller disposes it.</returns>
    internal static Tensor Merge(IReadOnlyList<Tensor> boxes, IReadOnlyList<Tensor> centers, int size, Merging differentiable)
    {
        using var scope = NewDisposeScope();
        object[] arguments = [size, differentiable, .. boxes, .. centers];
        return apply(arguments).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (size, tensors) = ((int)vars[0], vars[2..].Cast<Tensor>().ToArray());
        var (boxes, centers) = (tensors[..(tensors.Length / 2)], tensors[(tensors.Length / 2)..]);
        ctx.set_materialize_grads(false);
        ctx.save_for_backward([.. tensors]);
        ctx.save_data(nameof(vars), vars.Length);
        ctx.save_data(nameof(size), size);
        ctx.save_data("differentiable", vars[1]);
        var canvas = TensorMemory.EmptyChannelsLast(boxes[0].shape[0], boxes[0].shape[1], size, size, ScalarType.Float32, CPU);
        new PlacedBoxes([.. boxes.Select(TensorMemory.ToChannelsLast)], centers, size).Merge(canvas);
        return canvas;
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => ReturnedGradients.Of(grad_output, (int)ctx.get_data("vars"), () =>
    {
        var saved = ctx.get_saved_variables();
        var (boxes, centers) = (saved[..(saved.Count / 2)], saved[(saved.Count / 2)..]);
        var merge = (Merging)ctx.get_data("differentiable");
        IEnumerable<Tensor> gradients = is_grad_enabled()
            ? autograd.grad([merge(boxes, centers)], boxes, [grad_output], create_graph: true)
            : Gradients((int)ctx.get_data("size"), boxes, centers, grad_output);
        return [null, null, .. gradients, .. Enumerable.Repeat<Tensor?>(null, centers.Count)];
    });

    private static List<Tensor> Gradients(int size, List<Tensor> boxes, List<Tensor> centers, Tensor upper)
    {
        using var none = no_grad();
        List<Tensor> gradients = [.. boxes.Select(box => TensorMemory.EmptyChannelsLast(box.shape[0], box.shape[1], box.shape[2], box.shape[3], box.dtype, box.device))];
        new PlacedBoxes([.. boxes.Select(TensorMemory.ToChannelsLast)], centers, size).Spread(TensorMemory.ToChannelsLast(upper), gradients);
        return gradients;
    }
}
