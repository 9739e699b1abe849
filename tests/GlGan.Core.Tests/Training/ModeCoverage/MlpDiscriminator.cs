using GlGan.Discriminators;
using GlGan.Layers;
using static TorchSharp.torch;

namespace GlGan.Tests.Training;

/// <summary>A user's own discriminator: a perceptron on points.</summary>
internal sealed class MlpDiscriminator : Discriminator
{
    private readonly nn.Module<Tensor, Tensor> _layers;

    internal MlpDiscriminator(int outputs, ulong seed)
        : base(nameof(MlpDiscriminator))
    {
        _layers = nn.Sequential(
            nn.Linear(2, 128), nn.LeakyReLU(0.2), nn.Linear(128, 128), nn.LeakyReLU(0.2), nn.Linear(128, 128), nn.LeakyReLU(0.2), nn.Linear(128, outputs));
        register_module("layers", _layers);
        using var random = TestDevice.Random(seed);
        WeightInitialization.He(this, random);
    }

    public override IReadOnlyList<PatchOutput> forward(DiscriminatorInput input)
    {
        using var scope = NewDisposeScope();
        var logits = _layers.call(input.Image.flatten(1));
        return [new PatchOutput(logits.unsqueeze(2).unsqueeze(3).MoveToOuterDisposeScope(), [])];
    }
}
