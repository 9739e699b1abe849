using GlGan.Benchmarks.Baselines;
using GlGan.Benchmarks.Scenarios;
using GlGan.Discriminators;
using GlGan.Faces;
using GlGan.Features;
using GlGan.Generators;
using GlGan.Losses;
using GlGan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Benchmarks.Micro;

/// <summary>What the losses look at: noise in the shapes of <c>standard</c>, batch of 4, with gradients asked for where a training asks for them.</summary>
internal sealed class LossMaterial : IDisposable
{
    private const int Batch = 4;

    private readonly GlGanPreset _preset = GlGanPreset.Standard;
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly GlGanGenerator _generator;
    private readonly IReadOnlyList<Discriminator> _discriminators;

    internal LossMaterial()
    {
        var options = _preset.Generator;
        _generator = new GlGanGenerator(options, seed: 1);
        _discriminators = _preset.Discriminators.Create(options.Regions, seed: 2);
        PlainDiscriminators = new PlainDiscriminators(_preset.Discriminators, options.Regions);
        PlainDiscriminators.CopyFrom(_discriminators);
        Input = RandomInput.Create(options, Batch, seed: 3);
        Network = SyntheticFaceNetwork.LoadEmbedded();
        GlobalEncoder = new GlobalEncoderFeatures(_generator.Global!);

        Output = new GeneratorOutput(
            Leaf(RandomInput.Target(options, Batch, seed: 5)), Leaf(RandomInput.Target(options, Batch, seed: 6)),
            Input.Local.ToDictionary(crop => crop.Key, crop => Leaf(crop.Value)), Leaf(RandomInput.Target(options, Batch, seed: 7)));
        Target = RandomInput.Target(options, Batch, seed: 4);
        Context = new GeneratorLossContext(Input, Output, Target, [.. _discriminators.Select(Judge)], GlobalEncoder);
        var judged = new DiscriminatorInput(Target, Input.Global, Input.Placement);

        // The fakes are the reals, so that it does not matter which point between both a penalty draws.
        Penalized = new DiscriminatorPenaltyContext(_discriminators[0], judged, judged, Seed: 1, Step: 0);
        RealLogits = Leaf(randn(Batch, 1, 15, 15));
        FakeLogits = Leaf(randn(Batch, 1, 15, 15));
    }

    internal IReadOnlyList<FaceRegion> Regions => _preset.Generator.Regions;

    internal GeneratorInput Input { get; }

    internal GeneratorOutput Output { get; }

    internal Tensor Target { get; }

    internal GeneratorLossContext Context { get; }

    /// <summary>What penalties look at: targets, on the pyramid.</summary>
    internal DiscriminatorPenaltyContext Penalized { get; }

    internal PlainDiscriminators PlainDiscriminators { get; }

    /// <summary>One logit per patch.</summary>
    internal Tensor RealLogits { get; }

    /// <summary>One logit per patch.</summary>
    internal Tensor FakeLogits { get; }

    /// <summary>The feature network of identity and perceptual losses.</summary>
    internal SyntheticFaceNetwork Network { get; }

    internal IFeatureNetwork GlobalEncoder { get; }

    /// <summary>What the discriminators say, as the plain losses take it.</summary>
    internal IReadOnlyList<IReadOnlyList<PlainPatches>> Plain(Func<Judgement, IReadOnlyList<PatchOutput>> side) =>
        [.. Context.Judgements.Select(judgement => side(judgement).Select(output => new PlainPatches(output.Logits, output.Features)).ToArray())];

    public void Dispose()
    {
        _scope.Dispose();
        Network.Dispose();
        PlainDiscriminators.Dispose();
        foreach (var discriminator in _discriminators) discriminator.Dispose();
        _generator.Dispose();
    }

    private static Tensor Leaf(Tensor values) => values.detach().clone().requires_grad_(true);

    private Judgement Judge(Discriminator discriminator)
    {
        using var gradient = no_grad();
        IReadOnlyList<PatchOutput> Says(Tensor image) => discriminator.call(new DiscriminatorInput(image, Input.Global, Input.Placement));
        return new Judgement(Says(Target), [.. Says(Output.Image).Select(output => new PatchOutput(Leaf(output.Logits), [.. output.Features.Select(Leaf)]))]);
    }
}
