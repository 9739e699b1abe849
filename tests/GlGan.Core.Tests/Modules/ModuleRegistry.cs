using GlGan.Discriminators;
using GlGan.Faces;
using GlGan.Features;
using GlGan.FeatureTraining.Parts;
using GlGan.Generators;
using GlGan.Layers;
using static TorchSharp.torch;

namespace GlGan.Tests.Modules;

/// <summary>Every module of the assembly, in the smallest configurations that use all of it.</summary>
internal static class ModuleRegistry
{
    internal static IReadOnlyList<FaceRegion> Regions { get; } =
        [new("left", 0.25f, 0.25f, RegionAnchor.LeftEye), new("right", 0.25f, 0.1875f, RegionAnchor.RightEye)];

    internal static IReadOnlyList<ModuleCase> All { get; } =
    [
        Block("ConvBlock.Same, batch norm", () => ConvBlock.Same(3, 4, 3, NormKind.Batch), [2, 4, 5, 6]),
        Block("ConvBlock.Same 5x5, instance norm", () => ConvBlock.Same(3, 4, 5, NormKind.Instance), [2, 4, 5, 6]) with { HasZeroGradient = name => name == "conv.bias" },
        Block("ConvBlock.Same 7x7, no norm", () => ConvBlock.Same(3, 4, 7, NormKind.None), [2, 4, 5, 6]),
        Block("ConvBlock.SameTransposed, batch norm", () => ConvBlock.SameTransposed(3, 4, 3, NormKind.Batch), [2, 4, 5, 6]),
        Block("ConvBlock.SameTransposed 5x5, no norm", () => ConvBlock.SameTransposed(3, 4, 5, NormKind.None), [2, 4, 5, 6]),
        Block("ConvBlock.Patch, batch norm", () => ConvBlock.Patch(3, 4, 2, 1, NormKind.Batch, spectralNorm: false), [2, 4, 2, 3]),
        Block("ConvBlock.Patch, spectral norm", () => ConvBlock.Patch(3, 4, 1, 2, NormKind.None, spectralNorm: true), [2, 4, 6, 7])
            with { Covers = [typeof(ConvBlock), typeof(SpectralNormConv2d)], GradientsInEvaluation = true },
        Block("Convolution", () => new Convolution(3, 4, 3, 2, 1), [2, 4, 3, 3]),
        Block("Convolution, transposed, without bias", () => Convolution.Transposed(3, 4, 4, 2, 1, bias: false), [2, 4, 10, 12]),
        Block("SpectralNormConv2d", () => new SpectralNormConv2d(3, 4, 3, 2, 1, bias: true), [2, 4, 3, 3]) with { GradientsInEvaluation = true },
        Block("SpectralNormConv2d without bias", () => new SpectralNormConv2d(3, 4, 4, 1, 1, bias: false), [2, 4, 4, 5]) with { GradientsInEvaluation = true },
        Block("BatchNormalization", () => new BatchNormalization(3), [2, 3, 5, 6]) with { HasZeroGradient = _ => false },
        Block("DoubleConv.Encoder", () => DoubleConv.Encoder(3, 4, NormKind.Batch), [2, 4, 5, 6]),
        Block("DoubleConv.Decoder", () => DoubleConv.Decoder(3, 4, NormKind.None), [2, 4, 5, 6]),
        Block("ResidualStage", () => new ResidualStage(3, 3, [3, 5, 7], NormKind.Batch), [2, 3, 5, 6]),
        Block("ResidualStage with projection", () => new ResidualStage(3, 4, [3, 3], NormKind.Batch), [2, 4, 5, 6]),
        Global("GlobalGenerator", new() { BaseChannels = 2, Depth = 2 }),
        Global("GlobalGenerator with a bottleneck, no norm", new() { BaseChannels = 2, Depth = 3, BottleneckBlocks = 1, Norm = NormKind.None }),
        Local("LocalGenerator", new() { BaseChannels = 2 }),
        Local("LocalGenerator with LocalInputSize", new() { BaseChannels = 2, LocalInputSize = 12 }),
        .. Enum.GetValues<RegionFusionKind>().Select(Generator),
        Discriminator<PatchDiscriminator>("PatchDiscriminator", seed => new PatchDiscriminator(new() { BaseChannels = 2, Layers = 1 }, seed), [[2, 2, 6, 6], [2, 2, 8, 8], [2, 4, 7, 7]]),
        Discriminator<PatchDiscriminator>("PatchDiscriminator, conditional, spectral norm",
            seed => new PatchDiscriminator(new() { BaseChannels = 2, Layers = 1, Outputs = 1, Conditional = true, SpectralNorm = true, Norm = NormKind.None, Padding = 2 }, seed),
            [[2, 1, 11, 11], [2, 2, 9, 9], [2, 4, 10, 10]], conditional: true) with { GradientsInEvaluation = true },
        Discriminator<MultiScaleDiscriminator>("MultiScaleDiscriminator", seed => new MultiScaleDiscriminator(new() { BaseChannels = 2, Layers = 1 }, 2, seed),
            [[2, 2, 6, 6], [2, 2, 8, 8], [2, 4, 7, 7], [2, 2, 2, 2], [2, 2, 4, 4], [2, 4, 3, 3]]),
        Discriminator<RegionDiscriminator>("RegionDiscriminator",
            seed => new RegionDiscriminator(new() { BaseChannels = 2, Layers = 1, Padding = 2, Conditional = true, Norm = NormKind.None }, [new("a", 0.5f, 0.5f, RegionAnchor.Nose), new("b", 0.5f, 0.375f, RegionAnchor.Mouth)], seed),
            [[2, 2, 7, 7], [2, 2, 5, 5], [2, 4, 6, 6], [2, 2, 6, 7], [2, 2, 4, 5], [2, 4, 5, 6]], conditional: true),
        new("PatchNetwork", [typeof(PatchNetwork)], _ => new PatchNetwork(new() { BaseChannels = 2, Layers = 2 }),
            (module, inputs) => Tensors(((PatchNetwork)module).call(inputs[0])),
            [[2, 3, 16, 16]], [[2, 2, 2, 2], [2, 2, 8, 8], [2, 4, 4, 4], [2, 8, 3, 3]]),
        new("FaceNetwork, plain", [typeof(FaceNetwork)], seed => new FaceNetwork(seed, FaceNetworkKind.Plain, baseChannels: 4),
            (module, inputs) => ((FaceNetwork)module).call(inputs[0]) is var output ? [.. output.Maps, output.Embedding, output.Points] : [],
            [[2, 3, 64, 64]], [[2, 2, 64, 64], [2, 4, 32, 32], [2, 8, 16, 16], [2, 16, 8, 8], [2, 16, 4, 4], [2, 128], [2, 10]]) { TakesSeed = true },
        new("FaceNetwork", [typeof(FaceNetwork)], seed => new FaceNetwork(seed, baseChannels: 2),
            (module, inputs) => ((FaceNetwork)module).call(inputs[0]) is var output ? [.. output.Maps, output.Embedding, output.Points] : [],
            [[2, 3, 64, 64]], [[2, 2, 32, 32], [2, 4, 16, 16], [2, 8, 8, 8], [2, 8, 4, 4], [2, 128], [2, 10]]) { TakesSeed = true },
        new("FacePyramid", [typeof(FacePyramid)], _ => new FacePyramid(NormKind.Batch), (module, inputs) => ((FacePyramid)module).call(inputs[0]), [[2, 3, 32, 48]], [[2, 32, 8, 12], [2, 64, 4, 6], [2, 128, 2, 3]]),
        new("LandmarkNetwork", [typeof(LandmarkNetwork)], seed => new LandmarkNetwork(seed),
            (module, inputs) => [((LandmarkNetwork)module).call(inputs[0])], [[2, 3, 96, 96]], [[2, 68, 3]]) { TakesSeed = true },
        new("FacePartsNetwork", [typeof(FacePartsNetwork)], seed => new FacePartsNetwork(seed),
            (module, inputs) => [((FacePartsNetwork)module).call(inputs[0])], [[2, 3, 32, 48]], [[2, FacePartsNetwork.Parts, 32, 48]]) { TakesSeed = true },
        new("FaceDetectionNetwork", [typeof(FaceDetectionNetwork)], seed => new FaceDetectionNetwork(seed),
            (module, inputs) => [((FaceDetectionNetwork)module).call(inputs[0])], [[2, 3, 24, 24]], [[2, FaceCells.Values, 3, 3]]) { TakesSeed = true },
    ];

    /// <summary>The names, for theories.</summary>
    public static TheoryData<string> Names() => [.. All.Select(module => module.Name)];

    internal static ModuleCase Named(string name) => All.Single(module => module.Name == name);

    /// <summary>Centres of <see cref="Regions"/> for two images of 32 pixels; the regions overlap in the second.</summary>
    internal static Dictionary<string, Tensor> Placement(ScalarType type) => new()
    {
        ["left"] = tensor(new double[,] { { 9.25, 10 }, { 15, 15.5 } }, type),
        ["right"] = tensor(new double[,] { { 22, 11.75 }, { 17, 16 } }, type),
    };

    private static ModuleCase Block(string name, Func<nn.Module<Tensor, Tensor>> create, long[] output)
    {
        using var sample = create();
        return new(name, [sample.GetType()], _ => create(), (module, inputs) => [((nn.Module<Tensor, Tensor>)module).call(inputs[0])], [[2, 3, 5, 6]], [output]);
    }

    private static ModuleCase Global(string name, GlobalGeneratorOptions options) => new(
        name, [typeof(GlobalGenerator)], _ => new GlobalGenerator(options),
        (module, inputs) => Pair(((GlobalGenerator)module).call(inputs[0])),
        [[2, 3, 8, 16]], [[2, 3, 8, 16], [2, options.BaseChannels, 8, 16]]);

    private static ModuleCase Local(string name, LocalGeneratorOptions options) => new(
        name, [typeof(LocalGenerator)], _ => new LocalGenerator(options),
        (module, inputs) => Pair(((LocalGenerator)module).call(inputs[0])),
        [[2, 3, 6, 8]], [[2, 3, 6, 8], [2, 4 * options.BaseChannels, 6, 8]]);

    private static ModuleCase Generator(RegionFusionKind kind) => new(
        $"GlGanGenerator, {kind}", [typeof(GlGanGenerator), typeof(FusionNetwork), typeof(NamedModules)],
        seed => new GlGanGenerator(GeneratorOptions(kind), seed),
        (module, inputs) =>
        {
            var input = new GeneratorInput(inputs[0], new Dictionary<string, Tensor> { ["left"] = inputs[1], ["right"] = inputs[2] }, Placement(inputs[0].dtype));
            var output = ((GlGanGenerator)module).call(input);
            foreach (var center in input.Placement.Values) center.Dispose();
            return [output.Image, output.GlobalImage!, output.LocalImages["left"], output.LocalImages["right"], output.LocalCanvas];
        },
        [[2, 3, 32, 32], [2, 3, 8, 8], [2, 3, 6, 8]],
        [[2, 3, 32, 32], [2, 3, 32, 32], [2, 3, 8, 8], [2, 3, 6, 8], [2, 3, 32, 32]])
    {
        TakesSeed = true,
    };

    internal static GlGanGeneratorOptions GeneratorOptions(RegionFusionKind kind) => new()
    {
        ImageSize = 32,
        Regions = Regions,
        Global = new() { BaseChannels = 2, Depth = 2 },
        Local = new() { BaseChannels = 2 },
        Fusion = new() { Channels = 2, Kind = kind },
    };

    private static ModuleCase Discriminator<T>(string name, Func<ulong, T> create, long[][] outputs, bool conditional = false)
        where T : Discriminator => new(
            name, [typeof(T), typeof(PatchNetwork)], create,
            (module, inputs) =>
            {
                using var center = tensor(new[,] { { 7.5, 7 }, { 6, 8.25 } }, inputs[0].dtype);
                var placement = new Dictionary<string, Tensor> { ["a"] = center, ["b"] = center };
                return ((T)module).call(new DiscriminatorInput(inputs[0], conditional ? inputs[1] : null, placement)).SelectMany(Tensors).ToArray();
            },
            conditional ? [[2, 3, 16, 16], [2, 3, 16, 16]] : [[2, 3, 16, 16]], outputs)
        {
            TakesSeed = true,
        };

    private static IEnumerable<Tensor> Tensors(PatchOutput output) => [output.Logits, .. output.Features];

    private static IEnumerable<Tensor> Pair((Tensor, Tensor) results) => [results.Item1, results.Item2];
}
