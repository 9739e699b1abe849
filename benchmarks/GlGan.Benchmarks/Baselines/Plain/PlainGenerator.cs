using GlGan.Faces;
using GlGan.Generators;
using GlGan.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Benchmarks.Baselines;

/// <summary>
/// The generator as one writes it after TorchSharp's examples: its own modules, contiguous memory, intermediate tensors left to the dispose scope of the
/// step. Batch normalisation, masked-maximum fusion and crops at native size only. The modules are in the order of the library's.
/// </summary>
internal sealed class PlainGenerator : Module<GeneratorInput, PlainOutput>
{
    private readonly IReadOnlyList<FaceRegion> _regions;
    private readonly PlainUNet _global;
    private readonly ModuleList<PlainLocal> _local = [];
    private readonly PlainFusion _fusion;

    /// <exception cref="NotSupportedException">The options ask for more than the plain networks do.</exception>
    internal PlainGenerator(GlGanGeneratorOptions options)
        : base(nameof(PlainGenerator))
    {
        if (options is not
            {
                Pathways: PathwayUse.Both,
                Global.Norm: NormKind.Batch,
                Local: { LocalInputSize: null, Norm: NormKind.Batch },
                Fusion: { Kind: RegionFusionKind.MaskedMaximum, Norm: NormKind.Batch },
            })
        {
            throw new NotSupportedException("The plain generator has both pathways, batch normalisation, masked-maximum fusion and crops at native size.");
        }

        _regions = options.Regions;
        _global = new PlainUNet(options.Global);
        foreach (var _ in _regions) _local.Add(new PlainLocal(options.Local));
        _fusion = new PlainFusion(options);
        RegisterComponents();
    }

    internal PlainUNet Global => _global;

    internal IReadOnlyList<PlainLocal> Local => [.. _local];

    internal PlainFusion Fusion => _fusion;

    public override PlainOutput forward(GeneratorInput input)
    {
        var global = _global.call(input.Global);
        var local = new List<(Tensor Features, Tensor Image)>();
        for (var i = 0; i < _regions.Count; i++) local.Add(_local[i].call(input.Local[_regions[i].Name]));
        var (image, canvas) = _fusion.call(global, local, [.. _regions.Select(region => input.Placement[region.Name])]);
        return new PlainOutput(image, global.Image, [.. local.Select(result => result.Image)], canvas);
    }

    /// <summary>Copies the parameters and the normalisation statistics of the library's generator.</summary>
    internal void CopyFrom(GlGanGenerator generator) => PlainWeights.Copy(generator, this);
}
