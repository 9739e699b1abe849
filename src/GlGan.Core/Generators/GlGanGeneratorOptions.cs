using System.Text.Json.Serialization;
using GlGan.Faces;
using GlGan.Layers;

namespace GlGan.Generators;

/// <summary>Shape of a whole GL-GAN generator. Written into every exported model, so that a file rebuilds its own network.</summary>
public sealed record GlGanGeneratorOptions
{
    /// <summary>Side S of the image in pixels: 32 to 1024, a multiple of 2^depth of <see cref="Global"/>.</summary>
    /// <value>The default value is 128.</value>
    public int ImageSize { get; init; } = 128;

    /// <summary>Name of the <see cref="FaceTemplate"/> to which faces are aligned.</summary>
    /// <value>The default value is <c>tpgan128</c>.</value>
    public string Template { get; init; } = FaceTemplate.TpGan128.Name;

    /// <summary>Regions with a local generator each.</summary>
    /// <value>The default value is <see cref="FaceRegion.Standard"/>.</value>
    public IReadOnlyList<FaceRegion> Regions { get; init; } = FaceRegion.Standard;

    /// <summary>The pathways the generator has.</summary>
    /// <value>The default value is <see cref="PathwayUse.Both"/>.</value>
    public PathwayUse Pathways { get; init; }

    /// <summary>GP-Gen.</summary>
    public GlobalGeneratorOptions Global { get; init; } = new();

    /// <summary>Each LP-Gen.</summary>
    public LocalGeneratorOptions Local { get; init; } = new();

    /// <summary>Fusion of the pathways.</summary>
    public FusionOptions Fusion { get; init; } = new();

    /// <summary>How the generator wants faces.</summary>
    [JsonIgnore]
    public FaceFraming Framing => new(ImageSize, FaceTemplate.Named(Template), Regions);

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

    internal IEnumerable<string> Errors()
    {
        var multiple = 1 << Global.Depth;
        if (ImageSize is < 32 or > 1024 || ImageSize % multiple != 0)
            yield return $"{nameof(ImageSize)} must be 32 to 1024 and a multiple of {multiple} (2^depth); got {ImageSize}.";
        if (FaceTemplate.All.All(template => template.Name != Template))
            yield return $"{nameof(Template)} must be one of {string.Join(", ", FaceTemplate.All.Select(template => template.Name))}; got '{Template}'.";
        if (!Enum.IsDefined(Pathways)) yield return $"{nameof(Pathways)} is unknown; got {Pathways}.";
        if (Regions.Count == 0) yield return $"{nameof(Regions)} must name at least one region.";
        foreach (var twice in Regions.GroupBy(region => region.Name).Where(group => group.Count() > 1))
            yield return $"{nameof(Regions)} names '{twice.Key}' more than once.";
        foreach (var region in Regions.Where(region => region.Name.Length == 0 || region.Name.Contains('.')))
            yield return $"{nameof(Regions)}: '{region.Name}' is no usable name, because names are parts of checkpoint keys.";
        foreach (var region in Regions.Where(region => region.Width is not (> 0 and <= 1) || region.Height is not (> 0 and <= 1)))
            yield return $"{nameof(Regions)}: width and height of '{region.Name}' must be fractions of the image side in (0, 1]; got {region.Width}x{region.Height}.";
        foreach (var error in Global.Errors()) yield return $"{nameof(Global)}.{error}";
        foreach (var error in Local.Errors()) yield return $"{nameof(Local)}.{error}";
        foreach (var error in Fusion.Errors()) yield return $"{nameof(Fusion)}.{error}";
    }
}
