using System.CommandLine;
using System.Text.Json;
using GlGan.Cli.Display;
using GlGan.Cli.Evaluation;
using GlGan.Cli.Parsing;
using GlGan.Cli.Training;
using GlGan.Collectives;
using GlGan.Evaluation;
using GlGan.Foundation;
using TorchSharp;

namespace GlGan.Cli.Commands;

/// <summary><c>glgan evaluate</c>: measures a model and writes numbers, a table of every pair and a page to look at.</summary>
internal static class EvaluateCommand
{
    private const string LogFile = "log.jsonl";
    private const string PageFile = "report.html";
    private const string MetricsFile = "metrics.json";
    private const string PairsFile = "pairs.csv";

    internal static Command Create()
    {
        var model = new Option<FileInfo>("--model") { Description = "Model file written by 'train' or 'demo'.", Required = true };
        var data = new Option<string>("--data") { Description = "Dataset: a folder, archive or pack, or 'synthetic' for rendered faces.", Required = true };
        var dataset = new DatasetArguments();
        var count = new Option<int?>("--count") { Description = $"Persons for the task frontal ({EvaluationPairs.DefaultPersons} unless given), pairs for the others (at most 1000 unless given)." };
        var metrics = new MetricArguments();
        var run = new Option<DirectoryInfo?>("--run") { Description = "Folder of the training, for the plot of its losses; the model's own folder unless given." };
        var seed = new Option<ulong>("--seed") { Description = "Seed of the rendered population, or of the choice of pairs.", DefaultValueFactory = _ => 1 };
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder of the results.", Required = true };
        var device = CommonArguments.Device();
        var command = new Command("evaluate", "Measure a model: numbers, a table of every pair, and a page to look at.") { model, data, count, run, seed, output, device };
        dataset.AddTo(command);
        metrics.AddTo(command);
        command.SetAction(parse => CommandRunner.Run(stop => RankedCommand.Run(ranks =>
        {
            if (parse.GetValue(count) is < 1 or > EvaluationPairs.MostPairs) throw new ArgumentException($"--count must be from 1 to {EvaluationPairs.MostPairs}.");
            parse.RequireFiles([model, .. metrics.Inputs]);
            var modelPath = parse.GetRequiredValue(model).FullName;
            var choice = dataset.Choose(parse, parse.GetRequiredValue(data), heldOutSplit: "val");
            var target = RankedCommand.Device(parse.GetValue(device), ranks);
            var folder = parse.GetRequiredValue(output).FullName;
            var given = new GivenFiles([modelPath, .. metrics.Files(parse), .. LogOf(parse.GetValue(run)?.FullName, modelPath)]);
            (choice.Path == TrainData.Synthetic ? given : given.WithDataset(choice.Path)).RefuseIn(folder, PageFile, MetricsFile, PairsFile);
            using var loaded = GlGanModel.Load(modelPath, target);
            using var pairs = EvaluationPairs.Open(choice, loaded.Info.Purpose, loaded.Info.Generator.Framing, parse.GetValue(count), parse.GetValue(seed), stop);
            using var chosen = metrics.Choose(parse, pairs.Set, target);
            var facts = new EvaluationFacts(
                Path.GetFileName(modelPath), loaded.Info.Purpose, loaded.Info.ImagesTrained, loaded.Info.Generator.ImageSize, choice.Path, parse.GetValue(seed),
                pairs.Set.Labels.Count, chosen.RecognizerName);
            var lossPlot = Losses(parse.GetValue(run)?.FullName, modelPath);
            if (RankedCommand.Leads) OutputFolder.Prepare(folder);
            return Run(loaded, facts, pairs, chosen, target, lossPlot, folder, ranks, stop);
        })));
        return command;
    }

    /// <summary>The plot of the training's losses; <see langword="null"/> where no training was named and the model's own folder holds none.</summary>
    private static byte[]? Losses(string? run, string model)
    {
        if (LogOf(run, model) is [var log]) return LossPlot.Draw(log);
        return run is null ? null : throw new ArgumentException($"--run: '{run}' has no {LogFile}.");
    }

    private static string[] LogOf(string? run, string model) => Path.Combine(run ?? Path.GetDirectoryName(model)!, LogFile) is var log && File.Exists(log) ? [log] : [];

    private static int Run(
        GlGanModel model, EvaluationFacts facts, EvaluationPairs pairs, MetricChoice metrics, torch.Device device, byte[]? lossPlot, string folder, ICollective? ranks, CancellationToken stop)
    {
        var result = new ModelEvaluator(metrics.Options, ranks).Evaluate(model.Generator, pairs.Set, RankedCommand.Leads ? new EvaluationDisplay() : null, stop);
        if (!RankedCommand.Leads) return ExitCodes.Success;
        AtomicFile.Write(Path.Combine(folder, MetricsFile), JsonSerializer.SerializeToUtf8Bytes(EvaluationFile.Of(facts, result), CliJson.Default.EvaluationFile));
        PairTable.Save(result, Path.Combine(folder, PairsFile));
        var leading = metrics.Options.Metrics[0];
        var grids = EvaluationGrids.Draw(model.Generator, device, result, leading);
        new EvaluationPage(facts, result).Save(Path.Combine(folder, PageFile), grids, leading.Name, lossPlot);
        EvaluationDisplay.Print(result);
        DatasetNotices.Print(pairs.Pairs.Notices);
        DamagedImages.Print(pairs.Pairs.Damaged);
        Screen.Say($"wrote {PageFile}, {MetricsFile} and {PairsFile} to {folder}");
        return ExitCodes.Success;
    }
}
