using GlGan.Discriminators;
using static TorchSharp.torch;

namespace GlGan.Tests.Losses;

/// <summary>A discriminator that is any function of its input; one output per tensor of logits.</summary>
internal sealed class FunctionCritic(Func<DiscriminatorInput, Tensor[]> logits) : Discriminator(nameof(FunctionCritic))
{
    public override IReadOnlyList<PatchOutput> forward(DiscriminatorInput input) => [.. logits(input).Select(output => new PatchOutput(output, []))];
}
