using static TorchSharp.torch;

namespace GlGan.Kernels;

/// <summary>A <see cref="WinogradConvolution"/> that gradients flow through.</summary>
internal sealed class WinogradFunction : autograd.SingleTensorFunction<WinogradFunction>
{
    /// <inheritdoc/>
    public override string Name => nameof(WinogradFunction);

    /// <summary>Convolves.</summary>
    /// <param name="input">What is to be convolved; borrowed.</param>
    /// <param name="weight">Weights <c>[outputs, inputs, r, r]</c>, or of a transposed convolution <c>[inputs, outputs, r, r]</c>; borrowed.</param>
    /// <param name="bias">One number per output, if any; borrowed.</param>
    /// <param name="shape">The convolution.</param>
    /// <param name="transposed">Whether it is a transposed one.</param>
    /// <returns>The result; the caller disposes it.</returns>
    internal static Tensor Convolve(Tensor input, Tensor weight, Tensor? bias, WinogradShape shape, bool transposed)
    {
        if (!is_grad_enabled() || !(input.requires_grad || weight.requires_grad || bias is { requires_grad: true })) return Fast(input, weight, bias, shape, back: transposed);
        using var scope = NewDisposeScope();
        object?[] arguments = [input, weight, bias, shape, transposed];
        return apply(arguments!).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (input, weight, bias, shape, transposed) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor?)vars[2], (WinogradShape)vars[3], (bool)vars[4]);
        ctx.set_materialize_grads(false);
        ctx.save_for_backward([input, weight]);
        ctx.save_data(nameof(input), input.requires_grad);
        ctx.save_data(nameof(weight), weight.requires_grad);
        ctx.save_data(nameof(bias), bias is { requires_grad: true });
        ctx.save_data(nameof(shape), shape);
        ctx.save_data(nameof(transposed), transposed);
        return Fast(input, weight, bias, shape, back: transposed);
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => ReturnedGradients.Of(grad_output, arguments: 5, () =>
    {
        var saved = ctx.get_saved_variables();
        bool Is(string name) => (bool)ctx.get_data(name);
        var (input, weight, shape, transposed) = (saved[0], saved[1], (WinogradShape)ctx.get_data("shape"), Is("transposed"));
        var (fine, coarse) = transposed ? (grad_output, input) : (input, grad_output);

        // A graph of the gradients themselves is asked for: libtorch's own operators have one.
        var direct = is_grad_enabled();
        return
        [
            !Is("input") ? null : direct ? WinogradConvolution.Direct(grad_output, weight, null, shape, back: !transposed) : Fast(grad_output, weight, null, shape, back: !transposed),
            !Is("weight") ? null : direct ? WinogradConvolution.DirectWeightGradient(fine, coarse, shape) : WinogradConvolution.WeightGradient(fine, coarse, weight, shape),
            Is("bias") ? grad_output.sum([0, 2, 3]) : null,
            null,
            null,
        ];
    });

    private static Tensor Fast(Tensor input, Tensor weight, Tensor? bias, WinogradShape shape, bool back)
    {
        using var filters = new WinogradFilters(weight, shape, back);
        return WinogradConvolution.Run(input, weight, shape, back, filters, bias, rectified: false);
    }
}
