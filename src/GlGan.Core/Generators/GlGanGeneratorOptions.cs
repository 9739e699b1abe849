using System.Text.Json.Serialization;
using GlGan.Faces;
using GlGan.Layers;
using GlGan.Foundation;
using GlGan.Synthesis;

namespace GlGan.Generators;

/// <summary>Shape of a whole GL-GAN generator. Written into every exported model, so that a file rebuilds its own network.</summary>
public sealed record GlGanGeneratorOptions : IValidated
{
    /// <summary>Side S of the image in pixels: 32 to 1024, a multiple of 2^depth of <see cref="Global"/>.</summary>
    /// <value>The default value is 128.</value>
    public int ImageSize { get; init; } = 128;

    /// <summary>Name of the <see cref="FaceTemplate"/> to which faces are aligned.</summary>
    /// <value>The default value is <c>tpgan128</c>.</value>
    public string Template { get; init; } = FaceTemplate.TpGan128.Name;

    /// <summary>Regions with a local generator each, 1 to 32.</summary>
    /// <value>The default value is <see cref="FaceRegion.Standard"/>.</value>
    public IReadOnlyList<FaceRegion> Regions { get; init; } = FaceRegion.Standard;

    /// <summary>The pathways the generator has.</summary>
    /// <value>The default value is <see cref="PathwayUse.Both"/>.</value>
    public PathwayUse Pathways { get; init; }

    /// <summary>How the image comes of what the generator is given.</summary>
    /// <value>The default value is <see cref="OutputComposition.Automatic"/>.</value>
    public OutputComposition Composition { get; init; }

    /// <summary>GP-Gen.</summary>
    public GlobalGeneratorOptions Global { get; init; } = new();

    /// <summary>Each LP-Gen.</summary>
    public LocalGeneratorOptions Local { get; init; } = new();

    /// <summary>Fusion of the pathways.</summary>
    public FusionOptions Fusion { get; init; } = new();

    /// <summary>How the generator wants faces.</summary>
    [JsonIgnore]
    public FaceFraming Framing => new(ImageSize, FaceTemplate.Named(Template), Regions) { Prior = HasPrior };

    internal bool HasPrior => Composition is OutputComposition.Prior or OutputComposition.Refine;

    /// <summary>The same with the composition that suits a purpose, unless one is chosen.</summary>
    public GlGanGeneratorOptions For(ModelPurpose purpose) => Composition != OutputComposition.Automatic ? this : this with
    {
        Composition = purpose switch
        {
            ModelPurpose.Region => OutputComposition.Regions,
            ModelPurpose.Frontal => OutputComposition.Prior,
            ModelPurpose.Swap => OutputComposition.Refine,
            _ => OutputComposition.Repaint,
        },
    };

    internal GlGanGeneratorOptions WithoutBatchNormalization()
    {
        static NormKind Folded(NormKind norm) => norm == NormKind.Batch ? NormKind.None : norm;
        return this with
        {
            Global = Global with { Norm = Folded(Global.Norm) },
            Local = Local with { Norm = Folded(Local.Norm) },
            Fusion = Fusion with { Norm = Folded(Fusion.Norm) },
        };
    }

    IEnumerable<string> IValidated.Errors() => Regions is null || Global is null || Local is null || Fusion is null ?
    [
        .. Require.Given(Regions), .. Require.Given(Global), .. Require.Given(Local), .. Require.Given(Fusion),
    ] :
    [
        .. Require.That(
            ImageSize is >= 32 and <= 1024 && ImageSize % (1 << Global.Depth) == 0,
            $"{nameof(ImageSize)} must be 32 to 1024 and a multiple of {1 << Global.Depth} (2^depth); got {ImageSize}."),
        .. Require.That(
            FaceTemplate.All.Any(template => template.Name == Template),
            $"{nameof(Template)} must be one of {string.Join(", ", FaceTemplate.All.Select(template => template.Name))}; got '{PlainText.Cut(Template ?? "")}'."),
        .. Require.Known(Pathways), .. Require.Known(Composition), .. Require.Some(Regions, "region"), .. FaceRegion.Errors(Regions),
        .. Regions.Where(region => region?.Name?.Contains('.') == true).Select(region => $"{nameof(Regions)}: '{PlainText.Cut(region.Name)}' is no usable name, because names are parts of checkpoint keys."),
        .. Require.Part(Global), .. Require.Part(Local), .. Require.Part(Fusion),
    ];
}
