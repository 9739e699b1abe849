using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Layers;
using GlGan.Native;
using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Generators;

/// <summary>
/// The whole GL-GAN generator: GP-Gen on the image, one LP-Gen per region, fused into one image. <see cref="GlGanGeneratorOptions.Pathways"/> can leave one out.
/// Keys: <c>global</c>, <c>local.REGION</c>, <c>fusion</c>.
/// </summary>
public sealed class GlGanGenerator : FaceGenerator
{
    private readonly Dictionary<string, LocalGenerator> _local;
    private readonly FusionNetwork _fusion;

    /// <summary>Builds the network with seeded initial weights (He initialisation).</summary>
    /// <param name="options">Shape of the network.</param>
    /// <param name="seed">Seed of the initial weights.</param>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded.</exception>
    public GlGanGenerator(GlGanGeneratorOptions options, ulong seed = 0)
        : this(options)
    {
        using var random = new Generator(seed);
        WeightInitialization.He(this, random);
    }

    private GlGanGenerator(GlGanGeneratorOptions options)
        : base(nameof(GlGanGenerator))
    {
        Options = options.Valid();
        if (options.Pathways != PathwayUse.Local) Global = new GlobalGenerator(options.Global, options.HasPrior ? 8 : 3);
        IReadOnlyList<FaceRegion> regions = options.Pathways == PathwayUse.Global ? [] : options.Regions;
        _local = regions.ToDictionary(region => region.Name, _ => new LocalGenerator(options.Local));
        _fusion = new FusionNetwork(options.Fusion, regions, Global is null ? null : options.Global.BaseChannels, options.Local.FeatureChannels, options.Fusion.Kind switch
        {
            RegionFusionKind.MaskedBlend => new MaskedBlendFusion(),
            RegionFusionKind.Add => new AddFusion(),
            _ => new MaskedMaximumFusion(),
        }, OutputComposer.Channels(options.Composition), OutputComposer.InitialGain(options.Composition));

        if (Global is not null) register_module("global", Global);
        if (_local.Count > 0) register_module("local", NamedModules.Of(_local));
        register_module("fusion", _fusion);
    }

    /// <summary>The options the network was built from.</summary>
    public GlGanGeneratorOptions Options { get; }

    /// <summary>GP-Gen, the global pathway; <see langword="null"/> where <see cref="GlGanGeneratorOptions.Pathways"/> leaves it out.</summary>
    public GlobalGenerator? Global { get; }

    /// <summary>The LP-Gens, by region; none where <see cref="GlGanGeneratorOptions.Pathways"/> leaves them out.</summary>
    public IReadOnlyDictionary<string, LocalGenerator> Local => _local;

    /// <summary>The fusion network.</summary>
    public Module Fusion => _fusion;

    /// <inheritdoc/>
    public override IReadOnlyList<Module> Pathway(GeneratorPathway pathway) => pathway switch
    {
        GeneratorPathway.Global => Global is null ? [] : [Global],
        GeneratorPathway.Local => [.. _local.Values],
        _ => [_fusion],
    };

    /// <inheritdoc/>
    public override FaceGenerator CreateTwin() => new GlGanGenerator(Options);

    /// <summary>The network with the names and shapes of its weights, in next to no memory; it cannot compute before <see cref="NetworkSketch.Fill"/>.</summary>
    internal static GlGanGenerator Sketch(GlGanGeneratorOptions options)
    {
        using var sketch = new NetworkSketch();
        return new(options);
    }

    /// <summary>
    /// A copy for synthesis alone, whose batch normalisations are folded into the convolutions before them; the caller disposes it. It does not follow later
    /// changes of this network.
    /// </summary>
    internal GlGanGenerator Fold()
    {
        var folded = new GlGanGenerator(Options.WithoutBatchNormalization());
        BatchFolding.Fill(this, folded);
        return folded;
    }

    /// <summary>Synthesises images.</summary>
    /// <param name="input">Images, crops and placements for <see cref="GlGanGeneratorOptions.Regions"/>, sizes as the options say; borrowed.</param>
    /// <returns>The images; the caller disposes them.</returns>
    /// <exception cref="ArgumentException">A tensor has another shape than the options ask for.</exception>
    public override GeneratorOutput forward(GeneratorInput input)
    {
        Check(input);
        using var scope = NewDisposeScope();
        var global = Global?.Synthesize(input.Prior is { } prior && Options.HasPrior ? cat([input.Global, prior], 1) : input.Global);
        var local = _local.ToDictionary(pathway => pathway.Key, pathway => pathway.Value.Synthesize(input.Local[pathway.Key]));
        var (head, canvas) = _fusion.call(new FusionInput(Options.ImageSize, global, local, input.Placement));
        return new GeneratorOutput(
            OutputComposer.Compose(Options, head, input).MoveToOuterDisposeScope(),
            global?.Image.MoveToOuterDisposeScope(),
            local.ToDictionary(result => result.Key, result => result.Value.Image.MoveToOuterDisposeScope()),
            canvas.MoveToOuterDisposeScope());
    }

    private void Check(GeneratorInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var size = Options.ImageSize;
        TensorGuard.Shape(input.Global, [TensorGuard.Any, 3, size, size]);
        if (Options.HasPrior)
            TensorGuard.Shape(input.Prior ?? throw new ArgumentException("The generator reads a geometric prior; the input has none.", nameof(input)), [input.Count, 5, size, size]);
        foreach (var region in Options.Regions.Where(region => _local.ContainsKey(region.Name)))
        {
            if (!input.Local.TryGetValue(region.Name, out var crop))
                throw new ArgumentException($"The crop of region '{region.Name}' is missing; got [{string.Join(", ", input.Local.Keys)}].", nameof(input));
            var (width, height) = region.PixelSize(size);
            TensorGuard.Shape(crop, [input.Count, 3, height, width], $"input.Local[\"{region.Name}\"]");
            TensorGuard.Shape(input.Placement[region.Name], [input.Count, 2], $"input.Placement[\"{region.Name}\"]");
        }
    }
}
