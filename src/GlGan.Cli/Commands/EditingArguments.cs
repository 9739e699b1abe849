using System.CommandLine;
using GlGan.Imaging;

namespace GlGan.Cli.Commands;

/// <summary>The options of commands that edit photos: where the results go, and how they are written.</summary>
internal sealed class EditingArguments
{
    private const string WithPlace = "gps";

    private readonly Option<string> _output = new("--out")
    {
        Description = "PNG or JPEG to write; where the input is a folder, the folder to write files of the same names to.",
        Required = true,
    };

    private readonly Option<bool> _noMark = new("--no-mark")
    {
        Description = "Do not mark where the results come from (the mark is XMP metadata, pixels are the same).",
    };

    private readonly Option<bool> _sideBySide = new("--side-by-side") { Description = "Write what went in beside what came out." };

    private readonly Option<string?> _keepMetadata = new("--keep-metadata")
    {
        Description = $"Keep what the photo or video says of itself (camera, time, author), but not where it was taken; '--keep-metadata {WithPlace}' keeps that too. Without it nothing is kept.",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = WithPlace,
    };

    /// <summary>Makes the options part of a command.</summary>
    internal void AddTo(Command command)
    {
        command.Options.Add(_output);
        command.Options.Add(_noMark);
        command.Options.Add(_sideBySide);
        command.Options.Add(_keepMetadata);
    }

    /// <summary>What was asked for.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="source">What the edit makes of a photo.</param>
    internal EditingRun Choose(ParseResult parse, DigitalSource source) =>
        new(Path.GetFullPath(parse.GetRequiredValue(_output)), parse.GetValue(_noMark) ? null : source, parse.GetValue(_sideBySide))
        {
            Metadata = parse.GetResult(_keepMetadata) is not { Implicit: false } ? MetadataKept.None
                : parse.GetValue(_keepMetadata) switch
                {
                    null => MetadataKept.WithoutPlace,
                    var word when word.Equals(WithPlace, StringComparison.OrdinalIgnoreCase) => MetadataKept.All,
                    var word => throw new ArgumentException($"{_keepMetadata.Name}: '{word}' is unknown. Give nothing, or {WithPlace}."),
                },
        };
}
