using System.CommandLine;
using System.Text.Json;
using GlGan.Cli.Display;
using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Cli.Commands;

/// <summary><c>glgan data inspect</c>: what a dataset is, and what is wrong with it.</summary>
internal static class DataInspectCommand
{
    internal static Command Create()
    {
        var path = DatasetArguments.Path();
        var output = new Option<FileInfo?>("--out") { Description = "PNG to write: aligned faces with their landmarks and regions." };
        var limit = new Option<int>("--limit")
        {
            Description = "Images to decode, drawn at random.",
            DefaultValueFactory = _ => new InspectionOptions().DecodedImages!.Value,
        };
        var all = new Option<bool>("--all") { Description = "Decode every image." };
        var json = new Option<bool>("--json") { Description = "Print JSON instead of tables." };
        var template = DatasetArguments.Template();
        var dataset = new DatasetArguments();
        var command = new Command("inspect", "Print what a dataset holds, which images are damaged and which landmarks look wrong.")
        {
            path, output, limit, all, json, template,
        };
        dataset.AddTo(command);
        command.SetAction(parse => CommandRunner.Run(stop =>
        {
            if (parse.GetValue(limit) < 1) throw new ArgumentException($"--limit must be at least 1; got {parse.GetValue(limit)}.");
            return Run(
                dataset.Choose(parse, parse.GetRequiredValue(path)),
                new InspectionOptions { DecodedImages = parse.GetValue(all) ? null : parse.GetValue(limit) },
                parse.GetValue(output)?.FullName,
                FaceTemplate.Named(parse.GetRequiredValue(template)),
                parse.GetValue(json),
                stop);
        }));
        return command;
    }

    private static int Run(DatasetChoice choice, InspectionOptions options, string? output, FaceTemplate template, bool asJson, CancellationToken stop)
    {
        if (output is not null) OutputFile.RequireImage(output);
        if (output is not null) new GivenFiles().WithDataset(choice.Path).Refuse(output);
        using var dataset = choice.OpenWhole(stop);
        var format = choice.Format();
        var splits = DatasetInspector.CountSplits(choice.Path, format, choice.Options);
        var report = asJson
            ? DatasetInspector.Inspect(dataset, options, cancellationToken: stop)
            : DatasetProgressDisplay.Show("decoding", progress => DatasetInspector.Inspect(dataset, options, progress, cancellationToken: stop));
        if (output is not null) ImageFile.Save(output, ContactSheet.Draw(dataset, options: new() { Template = template }));
        if (asJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(new InspectedDataset(choice.Path, format.Name, splits, report), CliJson.Default.InspectedDataset));
            return ExitCodes.Success;
        }

        DatasetReportDisplay.Print(choice.Path, format.Name, splits, report);
        if (output is not null) Screen.Say($"wrote {output}");
        return ExitCodes.Success;
    }
}
