using System.CommandLine;
using GlGan.Cli.Parsing;
using GlGan.Datasets;
using GlGan.Faces;

namespace GlGan.Cli.Commands;

/// <summary>The options by which commands that read a dataset say which part of it.</summary>
internal sealed class DatasetArguments
{
    internal Option<string> Format { get; } =
        new Option<string>("--format") { Description = "Format of the dataset, recognised by itself unless given." }.Among(DatasetFormats.All.Select(format => format.Name));

    internal Option<string?> Split { get; } = new("--split") { Description = "Split to use, such as train; all unless given." };

    internal Option<string[]> Classes { get; } = new("--class") { Description = "Class to use; may be repeated; all unless given." };

    internal Option<string[]> Attributes { get; } = new("--attribute") { Description = "Attribute faces must have, or with a leading '!' must not have; may be repeated." };

    /// <summary>Makes the options part of a command.</summary>
    internal void AddTo(Command command)
    {
        command.Options.Add(Format);
        command.Options.Add(Split);
        command.Options.Add(Classes);
        command.Options.Add(Attributes);
    }

    /// <summary>What was asked for.</summary>
    internal DatasetChoice Choose(ParseResult parse, string path) => new(path, parse.GetValue(Format), new DatasetOptions
    {
        Split = parse.GetValue(Split),
        Classes = parse.GetValue(Classes) ?? [],
        Attributes = parse.GetValue(Attributes) ?? [],
    });

    internal static Argument<string> Path() => new("dataset") { Description = "Folder or file of the dataset." };

    internal static Option<int> MaxDamaged() => new("--max-damaged")
    {
        Description = "How many damaged images are left out before it becomes an error.",
        DefaultValueFactory = _ => new AlignmentOptions().MaxDamaged,
    };

    internal static Option<string> Template() =>
        new Option<string>("--template") { Description = "Where landmarks are brought to.", DefaultValueFactory = _ => FaceTemplate.TpGan128.Name }
            .Among(FaceTemplate.All.Select(template => template.Name));

    internal static Option<int> Workers() => new("--workers") { Description = "Threads.", DefaultValueFactory = _ => Environment.ProcessorCount };
}
