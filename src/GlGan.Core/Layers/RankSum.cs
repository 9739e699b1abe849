using GlGan.Collectives;
using GlGan.Kernels;
using static TorchSharp.torch;

namespace GlGan.Layers;

/// <summary>The sum of a tensor over all ranks. Its gradient is the sum of the ranks' gradients, any number of times.</summary>
internal sealed class RankSum : autograd.SingleTensorFunction<RankSum>
{
    /// <inheritdoc/>
    public override string Name => nameof(RankSum);

    /// <summary>Adds up.</summary>
    /// <param name="input">This rank's summand, float32; borrowed.</param>
    /// <param name="ranks">The ranks, all of which add up at the same time.</param>
    /// <returns>The sum; the caller disposes it.</returns>
    internal static Tensor Of(Tensor input, ICollective ranks)
    {
        if (!is_grad_enabled() || !input.requires_grad) return Summed(input, ranks);
        using var scope = NewDisposeScope();
        object[] arguments = [input, ranks];
        return apply(arguments).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        ctx.set_materialize_grads(false);
        ctx.save_data(nameof(ICollective), vars[1]);
        return Summed((Tensor)vars[0], (ICollective)vars[1]);
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
        ReturnedGradients.Of(grad_output, arguments: 2, () => [Of(grad_output, (ICollective)ctx.get_data(nameof(ICollective))), null]);

    private static Tensor Summed(Tensor input, ICollective ranks)
    {
        using var gradient = no_grad();
        var sum = input.detach().clone();
        ranks.Sum([sum]);
        return sum;
    }
}
