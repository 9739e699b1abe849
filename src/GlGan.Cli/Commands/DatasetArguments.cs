using System.CommandLine;
using GlGan.Data;
using GlGan.Faces;

namespace GlGan.Cli.Commands;

/// <summary>The options by which commands that read a dataset say which part of it.</summary>
internal sealed class DatasetArguments
{
    private readonly Option<string?> _format = new("--format")
    {
        Description = $"Format of the dataset, recognised by itself unless given: {string.Join(", ", DatasetFormats.All.Select(format => format.Name))}.",
    };

    private readonly Option<string?> _split = new("--split") { Description = "Split to use, such as train; all unless given." };

    private readonly Option<string[]> _classes = new("--class") { Description = "Class to use; may be repeated; all unless given." };

    private readonly Option<string[]> _attributes = new("--attribute")
    {
        Description = "Attribute faces must have, or with a leading '!' must not have; may be repeated.",
    };

    /// <summary>Makes the options part of a command.</summary>
    internal void AddTo(Command command)
    {
        command.Options.Add(_format);
        command.Options.Add(_split);
        command.Options.Add(_classes);
        command.Options.Add(_attributes);
    }

    /// <summary>What was asked for.</summary>
    internal DatasetChoice Choose(ParseResult parse, string path) => new(path, parse.GetValue(_format), new DatasetOptions
    {
        Split = parse.GetValue(_split),
        Classes = parse.GetValue(_classes) ?? [],
        Attributes = parse.GetValue(_attributes) ?? [],
    });

    internal static Argument<string> Path() => new("dataset") { Description = "Folder or file of the dataset." };

    internal static Option<int> MaxDamaged() => new("--max-damaged")
    {
        Description = "How many damaged images are left out before it becomes an error.",
        DefaultValueFactory = _ => new AlignmentOptions().MaxDamaged,
    };

    internal static Option<string> Template() => new("--template")
    {
        Description = $"Where landmarks are brought to: {string.Join(", ", FaceTemplate.All.Select(template => template.Name))}.",
        DefaultValueFactory = _ => FaceTemplate.TpGan128.Name,
    };

    internal static Option<int> Workers() => new("--workers") { Description = "Threads.", DefaultValueFactory = _ => Environment.ProcessorCount };
}
