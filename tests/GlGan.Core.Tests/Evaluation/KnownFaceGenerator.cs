using GlGan.Generators;
using static TorchSharp.torch;

namespace GlGan.Tests.Evaluation;

/// <summary>A generator whose output is a function of its input.</summary>
internal sealed class KnownFaceGenerator : FaceGenerator
{
    private readonly Func<Tensor, Tensor> _make;
    private readonly TorchSharp.Modules.Parameter _weight = new(zeros(1));

    internal KnownFaceGenerator(Func<Tensor, Tensor> make)
        : base(nameof(KnownFaceGenerator))
    {
        _make = make;
        register_parameter("weight", _weight);
    }

    public override IReadOnlyList<nn.Module> Pathway(GeneratorPathway pathway) => pathway == GeneratorPathway.Global ? [this] : [];

    public override FaceGenerator CreateTwin() => new KnownFaceGenerator(_make);

    public override GeneratorOutput forward(GeneratorInput input) =>
        new(_make(input.Global), null, new Dictionary<string, Tensor>(), zeros_like(input.Global));
}
