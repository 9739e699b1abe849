using System.CommandLine;
using GlGan.Imaging;

namespace GlGan.Cli.Commands;

/// <summary>The options of commands that edit photos: where the results go, and how they are written.</summary>
internal sealed class EditingArguments
{
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

    /// <summary>Makes the options part of a command.</summary>
    internal void AddTo(Command command)
    {
        command.Options.Add(_output);
        command.Options.Add(_noMark);
        command.Options.Add(_sideBySide);
    }

    /// <summary>What was asked for.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="source">What the edit makes of a photo.</param>
    internal EditingRun Choose(ParseResult parse, DigitalSource source) =>
        new(Path.GetFullPath(parse.GetRequiredValue(_output)), parse.GetValue(_noMark) ? null : source, parse.GetValue(_sideBySide));
}
