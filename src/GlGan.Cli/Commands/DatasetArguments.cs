using System.CommandLine;
using GlGan.Cli.Faces;
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

    internal Option<double?> HoldOut { get; } = new("--hold-out")
    {
        Description = "Share of a dataset without splits, such as 0.1, that is held out by the names of its images: --split val is then that share, --split train the rest.",
    };

    internal Option<bool> Subset { get; } = new("--subset") { Description = "Only a part of CelebA is there: leave out what its lists name and the folder lacks." };

    internal Option<string?> Landmarks { get; } = new("--landmarks")
    {
        Description = "CSV or JSON file with the landmarks of the images, or CelebA's list, in the place of the dataset's own.",
    };

    internal Option<string?> Detector { get; } = FaceArguments.DetectorOption();

    /// <summary>Makes the options part of a command.</summary>
    internal void AddTo(Command command)
    {
        command.Options.Add(Format);
        command.Options.Add(Split);
        command.Options.Add(Classes);
        command.Options.Add(Attributes);
        command.Options.Add(HoldOut);
        command.Options.Add(Subset);
        command.Options.Add(Landmarks);
        command.Options.Add(Detector);
    }

    /// <summary>What was asked for.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="path">The dataset.</param>
    /// <param name="heldOutSplit">The split where a share is held out and none was named.</param>
    internal DatasetChoice Choose(ParseResult parse, string path, string? heldOutSplit = null) => new(path, parse.GetValue(Format), new DatasetOptions
    {
        Split = parse.GetValue(Split) ?? (parse.GetValue(HoldOut) is null ? null : heldOutSplit),
        Classes = parse.GetValue(Classes) ?? [],
        Attributes = parse.GetValue(Attributes) ?? [],
        HoldOut = parse.GetValue(HoldOut),
        Subset = parse.GetValue(Subset),
        Landmarks = parse.GetValue(Landmarks),
    }) { Detector = parse.GetValue(Detector) ?? Detectors.Automatic };

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
