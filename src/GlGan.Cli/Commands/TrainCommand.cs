using System.CommandLine;
using System.Text.Json;
using GlGan.Cli.Display;
using GlGan.Cli.Evaluation;
using GlGan.Cli.Parsing;
using GlGan.Cli.Training;
using GlGan.Evaluation;
using GlGan.Foundation;

namespace GlGan.Cli.Commands;

/// <summary><c>glgan train</c>: trains on the user's own faces, or on synthetic ones, and goes on where an earlier run stopped.</summary>
internal static class TrainCommand
{
    internal static Command Create()
    {
        var arguments = new TrainArguments();
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder of the results.", Required = true };
        var resume = new Option<bool>("--resume") { Description = $"Go on with the run in --out, with the settings of its {TrainSettings.FileName}." };
        var allowChanges = new Option<bool>("--allow-changes") { Description = "Resume even though settings differ from those of the checkpoint." };
        var options = new Option<FileInfo>("--options")
        {
            Description = $"Settings file, such as the {TrainSettings.FileName} of another run; options on the command line come on top.",
        };
        var device = CommonArguments.Device();
        var command = new Command("train", "Train a model, or go on training one.") { output, resume, allowChanges, options, device };
        arguments.AddTo(command);
        command.SetAction(parse => CommandRunner.Run(stop => RankedCommand.Run(ranks =>
        {
            parse.RequireFiles(options);
            var folder = parse.GetRequiredValue(output).FullName;
            var resumes = parse.GetValue(resume);
            var settings = arguments.Read(parse, parse.GetValue(options)?.FullName ?? (resumes ? RunFile(folder) : null));
            settings = settings with { Data = settings.Data.WithFullPaths() };
            if (RankedCommand.Leads) RefuseGiven(folder, resumes ? null : parse.GetValue(options)?.FullName, settings.Data.Path);
            var run = new TrainingRun
            {
                Recipe = settings.Displayed(),
                Purpose = settings.Data.Task,
                Device = RankedCommand.Device(parse.GetValue(device), ranks),
                Folder = folder,
                Workers = settings.Workers,
                Checkpoints = settings.Checkpoints,
                Settings = settings,
                Resume = resumes,
                AllowChanges = parse.GetValue(allowChanges),
                TensorBoard = settings.TensorBoard,
                Ranks = ranks,
            };
            return Run(settings.Data, run, stop);
        })));
        return command;
    }

    private static int Run(TrainData data, TrainingRun run, CancellationToken stop)
    {
        using var early = new NothingToLose(stop);
        var bestBy = TrainEvaluation.Named(run.Checkpoints!.BestBy ?? "");
        if (RankedCommand.Leads) run.RequireFresh();
        if (run.Resume && RankedCommand.Leads) CompareData(data, TrainSettings.Read(RunFile(run.Folder)).Data, run);
        // Refuses what is invalid before data are opened and times are measured.
        new GlGanBuilder().UseRecipe(run.Recipe);
        var (framing, seed) = (run.Framing, run.Recipe.Seed);
        using var dataset = data.Open(framing, seed, stop);
        if (dataset is not null && RankedCommand.Leads) Screen.Say($"{PlainText.Counted(dataset.Count, "face")} from {data.Path} ({dataset.Name})");
        var pairs = data.Pairs(dataset, framing, seed);
        using var heldOut = data.OpenHeldOut(stop);
        var measuring = heldOut is null ? pairs : data.Pairs(heldOut, framing, seed);
        using var evaluation = new TrainEvaluation(EvaluationSet.Quick(measuring), run.Device, run.Workers);
        run = run with { Scores = [evaluation.BestBy(bestBy)] };
        if (!RankedCommand.Leads)
        {
            early.Dispose();
            return run.Follow(pairs, stop);
        }

        if (run.Ranks is { } ranks) Screen.Say($"{ranks.Size} processes train together: {string.Join(", ", ranks.Names)}");
        using var hold = run.Hold();
        // Another one may have been at work while the data were opened.
        run.RequireFresh();
        run.TellBeginning();
        if (!run.Resume) TrainingForecast.On(run.Device, run.Workers, run.Ranks?.Size ?? 1, stop).Print(run.Recipe);
        stop.ThrowIfCancellationRequested();
        var wasFinished = run.Resume && run.IsFinished;

        early.Dispose();
        var result = run.Execute(pairs, stop);
        if (result.Canceled)
        {
            Screen.Say($"{(result.Images == 0 ? "stopped before the first step: begin" : $"stopped at {PlainText.Counted(result.Images, "image")}: go on")} by --resume");
            return ExitCodes.Interrupted;
        }

        using var late = new NothingToLose(stop);
        var measured = evaluation.Measure(run.ModelPath, run.Device);
        var facts = EvaluationFacts.Of(run, result.Images, data.Path!, measured.Set.Labels.Count);
        AtomicFile.Write(Path.Combine(run.Folder, "metrics.json"), JsonSerializer.SerializeToUtf8Bytes(EvaluationFile.Of(facts, measured), CliJson.Default.EvaluationFile));
        if (wasFinished) Screen.Say($"The run was finished already, so nothing was trained: to go on, resume it with more --images and --allow-changes.");
        Screen.Say($"{PlainText.Counted(result.Images, "image")} in {result.Elapsed:h\\:mm\\:ss}");
        if (heldOut is null && dataset is not null) Screen.Say($"measured on faces of the training, for want of others: --hold-out 0.1 keeps a tenth to measure by");
        EvaluationDisplay.Print(measured);
        DamagedImages.Print(pairs.Damaged);
        var best = File.Exists(run.BestModelPath) ? $", {Path.GetFileName(run.BestModelPath)}" : "";
        Screen.Say($"wrote model.safetensors{best}, checkpoints, {TrainSettings.FileName}, log.jsonl, losses.png, metrics.json and grids to {run.Folder}");
        TrainingNotices.Print(result.Notices);
        return ExitCodes.Success;
    }

    // Settings that are only resumed are the run's own.
    private static void RefuseGiven(string folder, string? options, string? data)
    {
        var given = new GivenFiles(options);
        if (data is not (null or TrainData.Synthetic)) given.WithDataset(data);
        string[] grids = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "grid-*.png").Select(path => Path.GetFileName(path))] : [];
        string[] names = ["model.safetensors", "best-model.safetensors", "log.jsonl", "losses.png", "grid.png", "metrics.json", TrainSettings.FileName, .. grids];
        given.RefuseIn(folder, names);
        // Pictures in a folder of the dataset are images of it, unless a run made them.
        if (!File.Exists(Path.Combine(folder, TrainSettings.FileName))) foreach (var name in names) given.Refuse(Path.Combine(folder, name));
    }

    // The recipe is compared with that of the checkpoint, which knows nothing of where its images came from.
    private static void CompareData(TrainData now, TrainData before, TrainingRun run)
    {
        if (now.DifferencesFrom(before).ToArray() is not { Length: > 0 } differences) return;
        var list = string.Concat(differences.Select(line => $"{Environment.NewLine}- {line}"));
        if (!run.AllowChanges) throw new ArgumentException($"The data are not those the run was started with (--allow-changes takes them):{list}");
        if (run.IsFinished) throw new ArgumentException($"The run is finished: other data would change nothing.{list}{Environment.NewLine}  Train on more --images, or begin another run.");
        Screen.Say($"[yellow]note:[/] The training goes on with other data:{list}");
    }

    private static string RunFile(string folder)
    {
        var file = Path.Combine(folder, TrainSettings.FileName);
        return File.Exists(file) ? file : throw new ArgumentException($"There is no run to resume in '{folder}': it has no {TrainSettings.FileName}.");
    }
}
