using GlGan.Discriminators;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Tests.Losses;

/// <summary>A smooth discriminator of given weights, <c>[C, 3, 4, 4]</c> and <c>[outputs, C, 3, 3]</c>: a penalty is a function of them.</summary>
internal sealed class WeightedCritic(Tensor first, Tensor second) : Discriminator(nameof(WeightedCritic))
{
    public override IReadOnlyList<PatchOutput> forward(DiscriminatorInput input)
    {
        var hidden = functional.conv2d(input.Image, first, null, [2, 2], [1, 1]).tanh();
        return [new PatchOutput(functional.conv2d(hidden, second, null, [1, 1], [1, 1]), [hidden])];
    }
}
