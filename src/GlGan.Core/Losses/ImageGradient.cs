using GlGan.Discriminators;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Losses;

/// <summary>
/// The gradient of a discriminator's score by the image. The score of an image is the mean over patches of each output, summed over outputs (scales,
/// regions): its batch mean is what the trainer's adversarial loss compares, so a bound on its slope is a bound on that critic. Where there is one
/// logit per image this is StyleGAN's summed logits. Two classes count as one logit, real minus fake: the log-odds of "real".
/// </summary>
internal static class ImageGradient
{
    /// <summary>Squared Euclidean norm per image of the gradient, <c>[N]</c>, differentiable by the discriminator's weights; the caller disposes it.</summary>
    internal static Tensor SquaredNorms(Discriminator discriminator, DiscriminatorInput input)
    {
        TensorGuard.Shape(input.Image, [TensorGuard.Any, TensorGuard.Any, TensorGuard.Any, TensorGuard.Any], "context.Real.Image");
        using var scope = NewDisposeScope();
        using var recording = enable_grad();
        var image = input.Image.detach().requires_grad_(true);
        var score = discriminator.call(input with { Image = image }).Select(output => Score(output.Logits)).Aggregate((sum, next) => sum.Plus(next));
        // TorchSharp's default of retain_graph does not follow create_graph as PyTorch's does, and a graph that is gone ends the process.
        var gradient = autograd.grad([score], [image], retain_graph: true, create_graph: true)[0];
        return gradient.Squared().sum([1, 2, 3]).MoveToOuterDisposeScope();
    }

    // Summed over the batch: without batch normalisation the gradient of an image's score by another image is zero.
    private static Tensor Score(Tensor logits) => logits.shape[1] switch
    {
        1 => logits.mean([1, 2, 3]).sum(),
        2 => (logits.select(1, 0) - logits.select(1, 1)).mean([1, 2]).sum(),
        var outputs => throw new ArgumentException(
            $"A penalty needs 1 logit or 2 classes (real, fake) per patch; the discriminator gives {outputs}.", nameof(logits)),
    };
}
