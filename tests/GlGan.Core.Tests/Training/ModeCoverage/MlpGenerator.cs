using GlGan.Generators;
using GlGan.Layers;
using static TorchSharp.torch;

namespace GlGan.Tests.Training;

/// <summary>A user's own generator: a perceptron from noise to points.</summary>
internal sealed class MlpGenerator : FaceGenerator
{
    private readonly nn.Module<Tensor, Tensor> _layers;

    internal MlpGenerator(ulong seed)
        : base(nameof(MlpGenerator))
    {
        _layers = nn.Sequential(
            nn.Linear(GaussianMixture.LatentSize, 128), nn.ReLU(), nn.Linear(128, 128), nn.ReLU(), nn.Linear(128, 128), nn.ReLU(), nn.Linear(128, 2));
        register_module("layers", _layers);
        using var random = TestDevice.Random(seed);
        WeightInitialization.He(this, random);
    }

    public override IReadOnlyList<nn.Module> Pathway(GeneratorPathway pathway) => pathway == GeneratorPathway.Global ? [_layers] : [];

    public override FaceGenerator CreateTwin() => new MlpGenerator(0);

    public override GeneratorOutput forward(GeneratorInput input)
    {
        using var scope = NewDisposeScope();
        var points = _layers.call(input.Global.flatten(1)).view(-1, 2, 1, 1);
        return new GeneratorOutput(
            points.MoveToOuterDisposeScope(), points.alias().MoveToOuterDisposeScope(), new Dictionary<string, Tensor>(), points.alias().MoveToOuterDisposeScope());
    }
}
