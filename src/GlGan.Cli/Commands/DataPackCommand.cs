using System.CommandLine;
using GlGan.Cli.Display;
using GlGan.Cli.Training;
using GlGan.Collectives;
using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Foundation;

namespace GlGan.Cli.Commands;

/// <summary><c>glgan data pack</c>: a dataset decoded and aligned once, into one file.</summary>
internal static class DataPackCommand
{
    internal static Command Create()
    {
        var path = DatasetArguments.Path();
        var size = new Option<int>("--size") { Description = "Side of the packed images in pixels.", Required = true };
        var output = new Option<FileInfo>("--out") { Description = $"File to write, such as faces{FacePackInfo.Extension}.", Required = true };
        var template = DatasetArguments.Template();
        var maxDamaged = DatasetArguments.MaxDamaged();
        var workers = DatasetArguments.Workers();
        var dataset = new DatasetArguments();
        var command = new Command(
            "pack", "Decode and align a dataset once, so that training reads it at the speed of the disk. An interrupted run goes on where it stopped.")
        {
            path, size, output, template, maxDamaged, workers,
        };
        dataset.AddTo(command);
        command.SetAction(parse => CommandRunner.Run(stop => RankedCommand.Run(ranks => Run(
            dataset.Choose(parse, parse.GetRequiredValue(path)),
            parse.GetRequiredValue(output).FullName,
            new FacePackOptions
            {
                ImageSize = parse.GetValue(size),
                Template = FaceTemplate.Named(parse.GetRequiredValue(template)),
                MaxDamaged = parse.GetValue(maxDamaged),
                Workers = parse.GetValue(workers),
            },
            ranks,
            stop))));
        return command;
    }

    private static int Run(DatasetChoice choice, string output, FacePackOptions options, IRanks? ranks, CancellationToken stop)
    {
        OutputFile.Require(output);
        // A pack in the folder of its images is no part of the dataset.
        var isPack = Path.GetExtension(RealPath.Of(output)).Equals(FacePackInfo.Extension, StringComparison.OrdinalIgnoreCase);
        new GivenFiles().WithDataset(choice.Path).Refuse(output, ofDataset: !isPack);
        using var dataset = choice.Open(stop);
        FacePackReport Pack(IProgress<DatasetProgress>? progress) => FacePackWriter.Write(output, dataset, options, progress, ranks: ranks, cancellationToken: stop);
        if (!RankedCommand.Leads)
        {
            Pack(null);
            return ExitCodes.Success;
        }

        Screen.Say($"{PlainText.Counted(dataset.Count, "face")} from {choice.Path} ({dataset.Name})");
        try
        {
            var report = DatasetProgressDisplay.Show("packing", Pack);
            if (report.Continued > 0) Screen.Say($"went on after {PlainText.Counted(report.Continued, "face")} packed before");
            DatasetNotices.Print(dataset.Notices);
            DamagedImages.Print(report.Damaged);
            var megabytes = new FileInfo(output).Length / 1e6;
            Screen.Say($"wrote {PlainText.Counted(report.Count, "face")} of {options.ImageSize}x{options.ImageSize} to {output} ({megabytes:0.0} MB)");
            return ExitCodes.Success;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Screen.Say($"stopped: what is packed so far is in {FacePackWriter.PartialPath(output)}. Run the same command again to go on.");
            return ExitCodes.Interrupted;
        }
    }
}
