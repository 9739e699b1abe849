using System.CommandLine;
using GlGan.Cli.Parsing;
using GlGan.Editing;

namespace GlGan.Cli.Commands;

/// <summary>The options of <c>glgan smooth</c> that say how. What is not given is left to the method.</summary>
internal sealed class SmoothArguments
{
    private static readonly GuidedFilterOptions GuidedDefaults = new();
    private static readonly BilateralFilterOptions BilateralDefaults = new();
    private static readonly DomainTransformFilterOptions DomainDefaults = new();
    private static readonly SkinSmootherOptions SkinDefaults = new();

    private readonly Option<string> _method =
        new Option<string>("--method") { Description = "What is smoothed, and how.", Required = true }.Among(["guided", "bilateral", "domain", "domain-recursive", "skin"]);
    private readonly Option<double?> _strength = Number("--strength", "0 (nothing changes) to 1.", $"{GuidedDefaults.Strength}; skin {SkinDefaults.Strength}");
    private readonly Option<double?> _radius = Number(
        "--radius", "guided, bilateral: window in pixels; skin: fraction of the face's size.",
        $"guided {GuidedDefaults.Radius}; bilateral 1.5 times --sigma-space; skin {SkinDefaults.Radius}");
    private readonly Option<double?> _epsilon = Number("--epsilon", "guided: variance, colours in [0, 1], of what is smoothed away.", $"{GuidedDefaults.Epsilon}");
    private readonly Option<double?> _sigmaSpace = Number(
        "--sigma-space", "bilateral, domain: reach in pixels.", $"bilateral {BilateralDefaults.SigmaSpace}; domain {DomainDefaults.SigmaSpace}");
    private readonly Option<double?> _sigmaColor = Number(
        "--sigma-color", "bilateral: contrast in levels; domain: contrast, colours in [0, 1].", $"bilateral {BilateralDefaults.SigmaColor}; domain {DomainDefaults.SigmaColor}");
    private readonly Option<int?> _iterations = new("--iterations")
    {
        Description = $"domain: how often rows and columns are filtered. [default: {DomainDefaults.Iterations}]",
    };
    private readonly Option<double?> _contrast = Number("--contrast", "skin: contrast, colours in [0, 1], from which on things stay.", $"{SkinDefaults.Contrast}");
    private readonly Option<double?> _texture = Number("--texture", "skin: how much of the texture stays, 0 to 1.", $"{SkinDefaults.Texture}");
    private readonly Option<double?> _textureSize = Number("--texture-size", "skin: what is texture, as a fraction of the face's size.", $"{SkinDefaults.TextureSize}");
    private readonly Option<double?> _toneTolerance = Number("--tone-tolerance", "skin: how far from the skin's colour is skin still.", $"{SkinDefaults.ToneTolerance}");

    private Option[] Optional =>
        [_strength, _radius, _epsilon, _sigmaSpace, _sigmaColor, _iterations, _contrast, _texture, _textureSize, _toneTolerance];

    internal void AddTo(Command command)
    {
        command.Options.Add(_method);
        foreach (var option in Optional) command.Options.Add(option);
    }

    internal string Method(ParseResult parse) => parse.GetRequiredValue(_method);

    internal GuidedFilterOptions Guided(ParseResult parse)
    {
        RequireOnly(parse, _strength, _radius, _epsilon);
        return new()
        {
            Radius = Pixels(parse) ?? GuidedDefaults.Radius,
            Epsilon = parse.GetValue(_epsilon) ?? GuidedDefaults.Epsilon,
            Strength = parse.GetValue(_strength) ?? GuidedDefaults.Strength,
        };
    }

    internal BilateralFilterOptions Bilateral(ParseResult parse)
    {
        RequireOnly(parse, _strength, _radius, _sigmaSpace, _sigmaColor);
        return new()
        {
            Radius = Pixels(parse),
            SigmaSpace = parse.GetValue(_sigmaSpace) ?? BilateralDefaults.SigmaSpace,
            SigmaColor = parse.GetValue(_sigmaColor) ?? BilateralDefaults.SigmaColor,
            Strength = parse.GetValue(_strength) ?? BilateralDefaults.Strength,
        };
    }

    internal DomainTransformFilterOptions Domain(ParseResult parse, DomainTransformMode mode)
    {
        RequireOnly(parse, _strength, _sigmaSpace, _sigmaColor, _iterations);
        return new()
        {
            Mode = mode,
            SigmaSpace = parse.GetValue(_sigmaSpace) ?? DomainDefaults.SigmaSpace,
            SigmaColor = parse.GetValue(_sigmaColor) ?? DomainDefaults.SigmaColor,
            Iterations = parse.GetValue(_iterations) ?? DomainDefaults.Iterations,
            Strength = parse.GetValue(_strength) ?? DomainDefaults.Strength,
        };
    }

    internal SkinSmootherOptions Skin(ParseResult parse)
    {
        RequireOnly(parse, _strength, _radius, _contrast, _texture, _textureSize, _toneTolerance);
        return new()
        {
            Strength = parse.GetValue(_strength) ?? SkinDefaults.Strength,
            Radius = parse.GetValue(_radius) ?? SkinDefaults.Radius,
            Contrast = parse.GetValue(_contrast) ?? SkinDefaults.Contrast,
            Texture = parse.GetValue(_texture) ?? SkinDefaults.Texture,
            TextureSize = parse.GetValue(_textureSize) ?? SkinDefaults.TextureSize,
            ToneTolerance = parse.GetValue(_toneTolerance) ?? SkinDefaults.ToneTolerance,
        };
    }

    private static Option<double?> Number(string name, string description, string whenNotGiven) => new(name) { Description = $"{description} [default: {whenNotGiven}]" };

    private int? Pixels(ParseResult parse) => parse.GetValue(_radius) switch
    {
        null => null,
        { } radius when radius == Math.Floor(radius) && Math.Abs(radius) <= int.MaxValue => (int)radius,
        { } radius => throw new ArgumentException($"--radius of this method is a whole number of pixels; got {radius}."),
    };

    // An option that would be ignored is a mistake.
    private void RequireOnly(ParseResult parse, params Option[] used)
    {
        if (Optional.Except(used).FirstOrDefault(option => parse.GetResult(option) is not null) is { } unused)
            throw new ArgumentException($"{unused.Name} does nothing with --method {Method(parse)}.");
    }
}
