using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Kernels;

/// <summary>
/// Batch normalisation with the statistics of the batch, followed by ReLU or leaky ReLU: two passes over the memory of a CPU forward and two backward. Results do
/// not depend on the number of threads.
/// </summary>
internal sealed unsafe class RectifiedBatchNorm : autograd.SingleTensorFunction<RectifiedBatchNorm>
{
    private const string Slope = "slope", Epsilon = "epsilon";

    /// <inheritdoc/>
    public override string Name => nameof(RectifiedBatchNorm);

    /// <summary>Whether this way is open: float32 on a CPU, at least 8 channels that lie together, and more than one pixel.</summary>
    internal static bool IsSupported(Tensor input) => CpuKernels.Serve(input) && TensorMemory.IsChannelsLast(input)
        && input.shape is [var count, >= 8, var height, var width] && count * height * width is > 1 and <= int.MaxValue;

    /// <summary>Normalises and rectifies.</summary>
    /// <param name="input">Float32 <c>[N, C, H, W]</c>, channels together; borrowed.</param>
    /// <param name="statistics">Those of the input.</param>
    /// <param name="weight">One factor per channel; borrowed.</param>
    /// <param name="bias">One summand per channel; borrowed.</param>
    /// <param name="epsilon">Added to variances.</param>
    /// <param name="slope">Factor of negative results, 0 to 1.</param>
    /// <returns>The result, channels together; the caller disposes it.</returns>
    internal static Tensor Run(Tensor input, ChannelStatistics statistics, Tensor weight, Tensor bias, double epsilon, double slope)
    {
        using var scope = NewDisposeScope();
        object[] arguments = [input, weight, bias, statistics, epsilon, slope];
        return apply(arguments).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (input, weight, bias, statistics, epsilon, slope) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor)vars[2], (ChannelStatistics)vars[3], (double)vars[4], (double)vars[5]);

        // Freed with the scope of the caller, after it is saved.
        var pixels = PixelBlocks.Of(input);
        var affine = empty(NormalizationPasses.Rows * pixels.Padded, device: CPU);
        var passes = new NormalizationPasses(pixels, TensorMemory.Of(input), TensorMemory.Of(affine), slope);
        passes.Prepare(statistics, TensorMemory.Of(weight), TensorMemory.Of(bias), epsilon);
        ctx.set_materialize_grads(false);
        ctx.save_for_backward([input, weight, bias, affine]);
        ctx.save_data(nameof(input), input.requires_grad);
        ctx.save_data(nameof(weight), weight.requires_grad);
        ctx.save_data(nameof(bias), bias.requires_grad);
        ctx.save_data(Epsilon, epsilon);
        ctx.save_data(Slope, slope);
        var result = Like(input);
        passes.Write(TensorMemory.Of(result));
        return result;
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => ReturnedGradients.Of(grad_output, arguments: 6, () =>
    {
        var saved = ctx.get_saved_variables();
        var slope = (double)ctx.get_data(Slope);
        bool Wants(string name) => (bool)ctx.get_data(name);
        var (input, weight, bias) = is_grad_enabled()
            ? Differentiable(grad_output, saved[0], saved[1], saved[2], (double)ctx.get_data(Epsilon), slope)
            : Fast(grad_output, saved[0], saved[3], slope, Wants("input"));
        return [Wants("input") ? input : null, Wants("weight") ? weight : null, Wants("bias") ? bias : null, null, null, null];
    });

    private static (Tensor? Input, Tensor Weight, Tensor Bias) Fast(Tensor upper, Tensor input, Tensor affine, double slope, bool wantsInput)
    {
        using var none = no_grad();
        var from = TensorMemory.ToChannelsLast(upper);
        Tensor weight = empty(input.shape[1], device: CPU), bias = empty(input.shape[1], device: CPU);
        var passes = new NormalizationPasses(PixelBlocks.Of(input), TensorMemory.Of(input), TensorMemory.Of(affine), slope);
        passes.Sum(TensorMemory.Of(from), TensorMemory.Of(weight), TensorMemory.Of(bias));
        if (!wantsInput) return (null, weight, bias);
        var result = Like(input);
        passes.WriteGradient(TensorMemory.Of(from), TensorMemory.Of(weight), TensorMemory.Of(bias), TensorMemory.Of(result));
        return (result, weight, bias);
    }

    // A graph of the gradients themselves is asked for: libtorch's own operators have one.
    private static (Tensor Input, Tensor Weight, Tensor Bias) Differentiable(Tensor upper, Tensor input, Tensor weight, Tensor bias, double epsilon, double slope)
    {
        var centered = input - Mean(input);
        var inverse = Mean(centered.Squared()).Plus(epsilon).rsqrt();
        var normal = centered * inverse;
        var gradient = upper.where(normal.mul(Each(weight)).Plus(Each(bias)).IsAbove(0), upper.Times(slope));
        var product = gradient * normal;
        var result = inverse * Each(weight) * (gradient - Mean(gradient) - normal * Mean(product));
        return (result, product.sum([0, 2, 3]), gradient.sum([0, 2, 3]));

        static Tensor Each(Tensor channels) => channels.view(1, -1, 1, 1);

        static Tensor Mean(Tensor pixels) => pixels.mean([0, 2, 3], keepdim: true);
    }

    private static Tensor Like(Tensor input) => TensorMemory.EmptyChannelsLast(input.shape[0], input.shape[1], input.shape[2], input.shape[3], input.dtype, input.device);
}
