using System.CommandLine;
using GlGan.Cli.Parsing;
using GlGan.Editing;
using GlGan.Faces;
using GlGan.Faces.Masks;

namespace GlGan.Cli.Commands;

/// <summary>The options that say how a face is put into a photo.</summary>
internal sealed class SwapArguments
{
    private static readonly Dictionary<string, FaceRegion[]> Parts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["eyes"] = [FaceRegion.LeftEye, FaceRegion.RightEye],
        ["nose"] = [FaceRegion.Nose],
        ["mouth"] = [FaceRegion.Mouth],
    };

    private static readonly Dictionary<string, Func<double?, IFaceMask>> Masks = new(StringComparer.OrdinalIgnoreCase)
    {
        ["hull"] = feather => feather is { } width ? new HullFaceMask { Feather = width } : new HullFaceMask(),
        ["ellipse"] = feather => feather is { } width ? new EllipseFaceMask { Feather = width } : new EllipseFaceMask(),
        ["box"] = feather => feather is { } width ? new BoxFaceMask { Feather = width } : new BoxFaceMask(),
    };

    private static readonly Dictionary<string, Func<IColorTransfer?>> Colors = new(StringComparer.OrdinalIgnoreCase)
    {
        ["parts"] = () => new PartsColorTransfer(),
        ["reinhard"] = () => new ReinhardColorTransfer(),
        ["linear"] = () => new LinearColorTransfer(),
        ["histogram"] = () => new HistogramColorTransfer(),
        ["none"] = () => null,
    };

    private static readonly Dictionary<string, Func<IImageBlender>> Blenders = new(StringComparer.OrdinalIgnoreCase)
    {
        ["alpha"] = () => new AlphaBlender(),
        ["pyramid"] = () => new FadedBlender(new PyramidBlender()),
        ["poisson"] = () => new FadedBlender(new PoissonBlender()),
    };

    private readonly Option<string?> _regions = new("--regions")
    {
        Description = $"Regions to take from the source: {string.Join(", ", Parts.Keys)}, by commas; the whole face unless given.",
    };

    private readonly Option<string?> _keep = new("--keep") { Description = $"Regions that stay the target's: {string.Join(", ", Parts.Keys)}, by commas." };

    private readonly Option<string> _mask =
        new Option<string>("--mask") { Description = "Shape of what is replaced.", DefaultValueFactory = _ => "hull" }.Among(Masks.Keys);

    private readonly Option<double?> _feather = new("--feather")
    {
        Description = "Width of the mask's soft edge as a fraction of the face's size, 0 to 1. "
            + $"[default: hull {new HullFaceMask().Feather}; ellipse {new EllipseFaceMask().Feather}; box {new BoxFaceMask().Feather}]",
    };

    private readonly Option<string> _color =
        new Option<string>("--color") { Description = "How colours are matched. [default: parts; none with --model, which has matched them]" }.Among(Colors.Keys);

    private readonly Option<double> _colorStrength = new("--color-strength") { Description = "Strength of the colour match, 0 to 1.", DefaultValueFactory = _ => 1 };

    private readonly Option<string> _blend =
        new Option<string>("--blend") { Description = "How the face is blended in.", DefaultValueFactory = _ => "alpha" }.Among(Blenders.Keys);

    internal SwapArguments()
    {
        foreach (var option in (Option[])[_regions, _keep]) option.Complete([.. Parts.Keys]);
    }

    /// <summary>Makes the options part of a command.</summary>
    internal void AddTo(Command command)
    {
        foreach (var option in (Option[])[_regions, _keep, _mask, _feather, _color, _colorStrength, _blend]) command.Options.Add(option);
    }

    /// <summary>What was asked for.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="isRefined">Whether a network refines what is rendered.</param>
    /// <exception cref="ArgumentException">A name is unknown or a number out of its range.</exception>
    internal SwapOptions Choose(ParseResult parse, bool isRefined) => new()
    {
        Mask = Masks[parse.GetValue(_mask)!](parse.GetValue(_feather)),
        Regions = parse.GetValue(_regions) is { } regions ? Regions(_regions, regions) : null,
        Keep = parse.GetValue(_keep) is { } keep ? Regions(_keep, keep) : [],
        ColorTransfer = Colors[parse.GetValue(_color) ?? (isRefined ? "none" : "parts")](),
        ColorStrength = parse.GetValue(_colorStrength),
        Blender = Blenders[parse.GetValue(_blend)!](),
    };

    private static FaceRegion[] Regions(Option option, string names) =>
        [.. names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).SelectMany(name => Part(option, name))];

    private static FaceRegion[] Part(Option option, string name) => Parts.TryGetValue(name, out var regions)
        ? regions
        : throw new ArgumentException($"{option.Name}: '{name}' is unknown. Known: {string.Join(", ", Parts.Keys)}.");
}
