using System.CommandLine;
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
        Description = $"Regions to take from the source: {List(Parts)}, separated by commas; the whole face unless given.",
    };

    private readonly Option<string?> _keep = new("--keep") { Description = $"Regions that stay the target's: {List(Parts)}, separated by commas." };

    private readonly Option<string> _mask = new("--mask") { Description = $"Shape of what is replaced: {List(Masks)}.", DefaultValueFactory = _ => "hull" };

    private readonly Option<double?> _feather = new("--feather") { Description = "Width of the mask's soft edge as a fraction of the face's size, 0 to 1." };

    private readonly Option<string> _color = new("--color") { Description = $"How colours are matched: {List(Colors)}.", DefaultValueFactory = _ => "reinhard" };

    private readonly Option<double> _colorStrength = new("--color-strength") { Description = "Strength of the colour match, 0 to 1.", DefaultValueFactory = _ => 1 };

    private readonly Option<string> _blend = new("--blend") { Description = $"How the face is blended in: {List(Blenders)}.", DefaultValueFactory = _ => "alpha" };

    /// <summary>Makes the options part of a command.</summary>
    internal void AddTo(Command command)
    {
        foreach (var option in (Option[])[_regions, _keep, _mask, _feather, _color, _colorStrength, _blend]) command.Options.Add(option);
    }

    /// <summary>What was asked for.</summary>
    /// <exception cref="ArgumentException">A name is unknown or a number out of its range.</exception>
    internal SwapOptions Choose(ParseResult parse) => new()
    {
        Mask = Named(Masks, _mask, parse.GetValue(_mask)!)(parse.GetValue(_feather)),
        Regions = parse.GetValue(_regions) is { } regions ? Regions(_regions, regions) : null,
        Keep = parse.GetValue(_keep) is { } keep ? Regions(_keep, keep) : [],
        ColorTransfer = Named(Colors, _color, parse.GetValue(_color)!)(),
        ColorStrength = parse.GetValue(_colorStrength),
        Blender = Named(Blenders, _blend, parse.GetValue(_blend)!)(),
    };

    private static FaceRegion[] Regions(Option option, string names) =>
        [.. names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).SelectMany(name => Named(Parts, option, name))];

    private static T Named<T>(Dictionary<string, T> known, Option option, string name) => known.TryGetValue(name, out var value)
        ? value
        : throw new ArgumentException($"Unknown value '{name}' of {option.Name}. Known: {List(known)}.");

    private static string List<T>(Dictionary<string, T> known) => string.Join(", ", known.Keys);
}
