using System.CommandLine;
using System.Text.Json;
using GlGan.Cli.Display;
using GlGan.Cli.Evaluation;
using GlGan.Cli.Training;
using GlGan.Native;
using Spectre.Console;

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
        var device = CommonOptions.Device();
        var command = new Command("train", "Train a model, or go on training one.") { output, resume, allowChanges, options, device };
        arguments.AddTo(command);
        command.SetAction(parse => CommandRunner.Run(stop =>
        {
            var folder = parse.GetRequiredValue(output).FullName;
            var resumes = parse.GetValue(resume);
            var settings = arguments.Read(parse, parse.GetValue(options)?.FullName ?? (resumes ? RunFile(folder) : null));
            var run = TrainPlan.Create(settings, TorchRuntime.SelectDevice(parse.GetValue(device)), folder);
            return Run(settings, run with { Settings = settings.WithFullPath(), Resume = resumes, AllowChanges = parse.GetValue(allowChanges) }, stop);
        }));
        return command;
    }

    private static int Run(TrainSettings settings, TrainingRun run, CancellationToken stop)
    {
        if (settings.Data is null) throw new ArgumentException("Say what to train on: --data with a dataset, or --data synthetic for rendered faces.");
        if (!run.Resume && run.HasCheckpoints)
            throw new ArgumentException($"'{run.Folder}' holds a run already: go on with it by --resume, or choose another folder.");
        if (run.Resume && !run.AllowChanges && settings.WithFullPath().DifferencesFrom(TrainArguments.ReadFile(RunFile(run.Folder))).ToArray() is { Length: > 0 } differences)
            throw new ArgumentException($"The settings are not those the run was started with (--allow-changes takes them):{string.Concat(differences.Select(line => $"{Environment.NewLine}- {line}"))}");
        using var dataset = TrainTasks.Open(settings, run.Preset.Generator);
        if (dataset is not null) AnsiConsole.MarkupLineInterpolated($"{dataset.Count} faces from {settings.Data} ({dataset.Name})");
        var tasks = TrainTasks.Create(dataset, settings, run);

        using var evaluation = new TrainEvaluation(tasks.Measured, run.Device, run.Workers);
        var result = (run with { Metrics = [evaluation.BestBy(settings.BestBy)] }).Execute(tasks.Pairs, tasks.Samples, stop);
        var measured = evaluation.Measure(run.ModelPath, run.Device);
        var facts = EvaluationFacts.Of(run, result.Images, settings.Data, measured.Set.Labels.Count);
        File.WriteAllText(Path.Combine(run.Folder, "metrics.json"), JsonSerializer.Serialize(EvaluationFile.Of(facts, measured), CliJson.Default.EvaluationFile));
        AnsiConsole.MarkupLineInterpolated($"{result.Images} images in {result.Elapsed:h\\:mm\\:ss}");
        EvaluationDisplay.Print(measured);
        DamagedImages.Print(tasks.Faces?.Damaged ?? []);
        var best = File.Exists(run.BestModelPath) ? $", {Path.GetFileName(run.BestModelPath)}" : "";
        AnsiConsole.MarkupLineInterpolated($"wrote model.safetensors{best}, checkpoints, {TrainSettings.FileName}, log.jsonl, losses.png, metrics.json and grids to {run.Folder}");
        return result.Canceled ? ExitCodes.Interrupted : ExitCodes.Success;
    }

    private static string RunFile(string folder)
    {
        var file = Path.Combine(folder, TrainSettings.FileName);
        return File.Exists(file) ? file : throw new ArgumentException($"There is no run to resume in '{folder}': it has no {TrainSettings.FileName}.");
    }
}
