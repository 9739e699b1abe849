using static TorchSharp.torch;

namespace GlGan.Kernels;

/// <summary>A <see cref="WinogradConvolution"/> that gradients flow through.</summary>
internal sealed class WinogradFunction : autograd.SingleTensorFunction<WinogradFunction>
{
    private const string Transposed = "transposed";

    /// <inheritdoc/>
    public override string Name => nameof(WinogradFunction);

    /// <summary>Convolves.</summary>
    /// <param name="input">What is to be convolved; borrowed.</param>
    /// <param name="weight">Weights <c>[outputs, inputs, r, r]</c>, or of a transposed convolution <c>[inputs, outputs, r, r]</c>; borrowed.</param>
    /// <param name="bias">One number per output, if any; borrowed.</param>
    /// <param name="transposed">Whether the convolution is a transposed one.</param>
    /// <returns>The result; the caller disposes it.</returns>
    internal static Tensor Convolve(Tensor input, Tensor weight, Tensor? bias, bool transposed)
    {
        using var scope = NewDisposeScope();
        object?[] arguments = [input, weight, bias, transposed];
        return apply(arguments!).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (input, weight, bias, transposed) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor?)vars[2], (bool)vars[3]);
        ctx.save_for_backward([input, weight]);
        ctx.save_data(nameof(input), input.requires_grad);
        ctx.save_data(nameof(weight), weight.requires_grad);
        ctx.save_data(nameof(bias), bias is { requires_grad: true });
        ctx.save_data(Transposed, transposed);
        using var filters = new WinogradFilters(weight, adjoint: transposed);
        return WinogradConvolution.Run(input, filters, bias, rectified: false);
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => ReturnedGradients.Of(grad_output, () =>
    {
        var saved = ctx.get_saved_variables();
        bool Wants(string name) => (bool)ctx.get_data(name);
        var transposed = Wants(Transposed);

        // A graph of the gradients themselves is asked for: libtorch's own operators have one.
        List<Tensor?> gradients = is_grad_enabled()
            ? [Wants("input") ? Input(grad_output, saved[1], transposed) : null, Wants("weight") ? Weight(saved[0], grad_output, saved[1], transposed) : null]
            : [Wants("input") ? FastInput(grad_output, saved[1], transposed) : null, Wants("weight") ? WinogradConvolution.WeightGradient(saved[0], grad_output, saved[1], transposed) : null];
        gradients.Add(Wants("bias") ? grad_output.sum([0, 2, 3]) : null);
        gradients.Add(null);
        return gradients;
    });

    private static Tensor FastInput(Tensor upper, Tensor weight, bool transposed)
    {
        using var filters = new WinogradFilters(weight, adjoint: !transposed);
        return WinogradConvolution.Run(upper, filters, null, rectified: false);
    }

    private static Tensor Input(Tensor upper, Tensor weight, bool transposed)
    {
        var padding = weight.shape[2] / 2;
        return transposed ? nn.functional.conv2d(upper, weight, null, [1, 1], [padding, padding]) : nn.functional.conv_transpose2d(upper, weight, null, [1, 1], [padding, padding]);
    }

    // The weights' gradient is itself a convolution, of the images with the gradients of the results.
    private static Tensor Weight(Tensor input, Tensor upper, Tensor weight, bool transposed)
    {
        var padding = weight.shape[2] / 2;
        var (image, filter) = transposed ? (upper, input) : (input, upper);
        return nn.functional.conv2d(image.transpose(0, 1), filter.transpose(0, 1), null, [1, 1], [padding, padding]).transpose(0, 1);
    }
}
