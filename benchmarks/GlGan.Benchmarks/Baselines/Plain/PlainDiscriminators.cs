using GlGan.Discriminators;
using GlGan.Faces;
using GlGan.Generators;
using GlGan.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Benchmarks.Baselines;

/// <summary>The conditional PatchGANs on a pyramid and those on the regions, as in the presets <c>standard</c> to <c>tiny</c>.</summary>
internal sealed class PlainDiscriminators : Module<Tensor, GeneratorInput, IReadOnlyList<IReadOnlyList<PlainPatches>>>
{
    private readonly IReadOnlyList<FaceRegion> _faceRegions;
    private readonly ModuleList<PlainPatchGan> _scales = [];
    private readonly ModuleList<PlainPatchGan> _regions = [];

    /// <exception cref="NotSupportedException">The options ask for others.</exception>
    internal PlainDiscriminators(DiscriminatorSetOptions options, IReadOnlyList<FaceRegion> regions)
        : base(nameof(PlainDiscriminators))
    {
        if (options is not
            {
                Patch: null,
                MultiScale: { Conditional: true, Norm: NormKind.Batch, SpectralNorm: false },
                Region: { Conditional: false, Norm: NormKind.Batch, SpectralNorm: false },
            })
        {
            throw new NotSupportedException("The plain discriminators are conditional ones on a pyramid and unconditional ones on regions, with batch normalisation.");
        }

        _faceRegions = regions;
        for (var scale = 0; scale < options.Scales; scale++) _scales.Add(new PlainPatchGan(options.MultiScale));
        foreach (var _ in regions) _regions.Add(new PlainPatchGan(options.Region));
        RegisterComponents();
    }

    /// <summary>Judges images.</summary>
    /// <param name="image">Reals or fakes, <c>[N, 3, S, S]</c>.</param>
    /// <param name="input">What the generator read.</param>
    /// <returns>The outputs on the pyramid, finest first, then those on the regions.</returns>
    public override IReadOnlyList<IReadOnlyList<PlainPatches>> forward(Tensor image, GeneratorInput input) => [JudgePyramid(image, input), JudgeRegions(image, input)];

    /// <summary>The outputs on the pyramid, finest first.</summary>
    internal IReadOnlyList<PlainPatches> JudgePyramid(Tensor image, GeneratorInput input)
    {
        var outputs = new List<PlainPatches>();
        var level = cat([image, input.Global], 1);
        for (var i = 0; i < _scales.Count; i++)
        {
            if (i > 0) level = functional.avg_pool2d(level, 3, 2, 1, count_include_pad: false);
            outputs.Add(_scales[i].call(level));
        }

        return outputs;
    }

    /// <summary>The outputs on the regions.</summary>
    internal IReadOnlyList<PlainPatches> JudgeRegions(Tensor image, GeneratorInput input)
    {
        var outputs = new List<PlainPatches>();
        for (var i = 0; i < _regions.Count; i++)
        {
            var (width, height) = _faceRegions[i].PixelSize((int)image.shape[2]);
            outputs.Add(_regions[i].call(RegionCanvas.Crop(image, input.Placement[_faceRegions[i].Name], height, width)));
        }

        return outputs;
    }

    /// <summary>Copies the parameters and the normalisation statistics of the library's discriminators.</summary>
    internal void CopyFrom(IReadOnlyList<Discriminator> discriminators)
    {
        PlainWeights.Copy(discriminators[0], _scales);
        PlainWeights.Copy(discriminators[1], _regions);
    }
}
