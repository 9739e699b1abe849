using System.CommandLine;
using GlGan.Editing;

namespace GlGan.Cli.Commands;

/// <summary>The options of <c>glgan smooth</c> that say how. What is not given is left to the method.</summary>
internal sealed class SmoothArguments
{
    private readonly Option<string> _method = new("--method") { Description = "guided, bilateral, domain, domain-recursive or skin.", Required = true };
    private readonly Option<double?> _strength = Number("--strength", "0 (nothing changes) to 1. All methods; 1, skin 0.8.");
    private readonly Option<double?> _radius = Number(
        "--radius", "guided, bilateral: window in pixels, 8 and 1.5 sigma-space; skin: fraction of the face's size, 0.15.");
    private readonly Option<double?> _epsilon = Number("--epsilon", "guided: variance, colours in [0, 1], of what is smoothed away; 0.01.");
    private readonly Option<double?> _sigmaSpace = Number("--sigma-space", "bilateral, domain: reach in pixels; 4 and 60.");
    private readonly Option<double?> _sigmaColor = Number("--sigma-color", "bilateral: contrast in levels, 40; domain: contrast, colours in [0, 1], 0.4.");
    private readonly Option<int?> _iterations = new("--iterations") { Description = "domain: how often rows and columns are filtered; 3." };
    private readonly Option<double?> _contrast = Number("--contrast", "skin: contrast, colours in [0, 1], from which on things stay; 0.08.");
    private readonly Option<double?> _texture = Number("--texture", "skin: how much of the texture stays, 0 to 1; 0.7.");
    private readonly Option<double?> _textureSize = Number("--texture-size", "skin: what is texture, as a fraction of the face's size; 0.02.");
    private readonly Option<double?> _toneTolerance = Number("--tone-tolerance", "skin: how far from the skin's colour is skin still; 1.");

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
        var defaults = new GuidedFilterOptions();
        return new()
        {
            Radius = Pixels(parse) ?? defaults.Radius,
            Epsilon = parse.GetValue(_epsilon) ?? defaults.Epsilon,
            Strength = parse.GetValue(_strength) ?? defaults.Strength,
        };
    }

    internal BilateralFilterOptions Bilateral(ParseResult parse)
    {
        RequireOnly(parse, _strength, _radius, _sigmaSpace, _sigmaColor);
        var defaults = new BilateralFilterOptions();
        return new()
        {
            Radius = Pixels(parse),
            SigmaSpace = parse.GetValue(_sigmaSpace) ?? defaults.SigmaSpace,
            SigmaColor = parse.GetValue(_sigmaColor) ?? defaults.SigmaColor,
            Strength = parse.GetValue(_strength) ?? defaults.Strength,
        };
    }

    internal DomainTransformFilterOptions Domain(ParseResult parse, DomainTransformMode mode)
    {
        RequireOnly(parse, _strength, _sigmaSpace, _sigmaColor, _iterations);
        var defaults = new DomainTransformFilterOptions();
        return new()
        {
            Mode = mode,
            SigmaSpace = parse.GetValue(_sigmaSpace) ?? defaults.SigmaSpace,
            SigmaColor = parse.GetValue(_sigmaColor) ?? defaults.SigmaColor,
            Iterations = parse.GetValue(_iterations) ?? defaults.Iterations,
            Strength = parse.GetValue(_strength) ?? defaults.Strength,
        };
    }

    internal SkinSmootherOptions Skin(ParseResult parse)
    {
        RequireOnly(parse, _strength, _radius, _contrast, _texture, _textureSize, _toneTolerance);
        var defaults = new SkinSmootherOptions();
        return new()
        {
            Strength = parse.GetValue(_strength) ?? defaults.Strength,
            Radius = parse.GetValue(_radius) ?? defaults.Radius,
            Contrast = parse.GetValue(_contrast) ?? defaults.Contrast,
            Texture = parse.GetValue(_texture) ?? defaults.Texture,
            TextureSize = parse.GetValue(_textureSize) ?? defaults.TextureSize,
            ToneTolerance = parse.GetValue(_toneTolerance) ?? defaults.ToneTolerance,
        };
    }

    private static Option<double?> Number(string name, string description) => new(name) { Description = description };

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
