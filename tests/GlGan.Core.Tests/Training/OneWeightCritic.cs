using GlGan.Discriminators;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GlGan.Tests.Training;

/// <summary>A discriminator that calls everything by its only weight, 1 at first.</summary>
internal sealed class OneWeightCritic : Discriminator
{
    internal OneWeightCritic()
        : base(nameof(OneWeightCritic)) => register_parameter("weight", Weight);

    internal Parameter Weight { get; } = nn.Parameter(ones(1));

    /// <summary>The pixels of every batch it has judged, reals before fakes.</summary>
    internal List<float[]> Seen { get; } = [];

    public override IReadOnlyList<PatchOutput> forward(DiscriminatorInput input)
    {
        Seen.Add([.. input.Image.detach().flatten().data<float>()]);
        return [new PatchOutput(Weight.expand(input.Image.shape[0], 1, 1, 1), [])];
    }
}
