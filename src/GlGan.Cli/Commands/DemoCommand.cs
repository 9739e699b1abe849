using System.CommandLine;
using System.Text.Json;
using GlGan.Cli.Demo;
using GlGan.Cli.Training;
using GlGan.Losses;
using GlGan.Models;
using GlGan.Native;
using GlGan.Pairs;
using GlGan.Rendering;
using GlGan.Training;
using Spectre.Console;

namespace GlGan.Cli.Commands;

/// <summary><c>glgan demo</c>: trains a frontalising GL-GAN on synthetic faces and measures it on identities it has never seen.</summary>
internal static class DemoCommand
{
    private const int HeldOut = 128;
    private const int FirstTrainingIdentity = 10_000;
    private const int MeanFaceIdentities = 500;
    private const int BatchSize = 16;
    private const long UnlimitedImages = 1_000_000_000;

    private static readonly GlGanPreset Preset = GlGanPreset.Compact;

    // In so few steps the discriminators are young: their say is a fifth of the default.
    private static readonly TrainingObjective Objective = new()
    {
        AdversarialWeight = 0.2,
        Terms = [new(new FeatureMatchingLoss(), 2), new(new PixelLoss(), 100), new(new GlobalPixelLoss(), 50), new(new LocalPixelLoss(), 50)],
    };

    internal static Command Create()
    {
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder of the results.", DefaultValueFactory = _ => new DirectoryInfo("demo") };
        var minutes = new Option<double>("--minutes") { Description = "Time to train; rendering, measuring and drawing come on top.", DefaultValueFactory = _ => 5.5 };
        minutes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= 10_000)) result.AddError("--minutes must be more than 0 and at most 10000.");
        });
        var seed = CommonOptions.Seed();
        var device = CommonOptions.Device();
        var command = new Command("demo", "Train a GL-GAN on synthetic faces and measure it: any view in, the frontal view out.") { output, minutes, seed, device };
        command.SetAction(parse => CommandRunner.Run(stop => Run(
            parse.GetRequiredValue(output).FullName, TimeSpan.FromMinutes(parse.GetValue(minutes)), parse.GetValue(seed), parse.GetValue(device), stop)));
        return command;
    }

    private static int Run(string folder, TimeSpan time, ulong seed, string? deviceName, CancellationToken stop)
    {
        var device = TorchRuntime.SelectDevice(deviceName);
        var faces = new SyntheticFaces(seed);
        var run = new TrainingRun
        {
            Preset = Preset,
            Task = ModelPurpose.Frontal,
            Options = new()
            {
                Phases = TrainingPhase.JointThenFineTuning(UnlimitedImages),
                TimeLimit = time,
                GeneratorLearningRate = 1e-3,
                AverageHalfLifeImages = 500,
                TickImages = 5 * BatchSize,
            },
            Objective = Objective,
            BatchSize = BatchSize,
            Seed = seed,
            Device = device,
            Folder = folder,
        };
        var options = new FrontalViewOptions { ImageSize = Preset.Generator.ImageSize, IdentityCount = HeldOut };
        var samples = new FrontalViewTask(faces, options);
        var pairs = new FrontalViewTask(faces, options with { FirstIdentity = FirstTrainingIdentity, IdentityCount = int.MaxValue - FirstTrainingIdentity });
        var result = run.Execute(pairs, samples, stop);
        if (result.Canceled) return ExitCodes.Interrupted;

        using var model = GlGanModel.Load(run.ModelPath, device);
        var evaluation = new FrontalEvaluation(faces, Preset.Generator.ImageSize, HeldOut);
        var bins = evaluation.Measure(model.CreateSynthesizer(), evaluation.MeanFace(FirstTrainingIdentity, MeanFaceIdentities));
        var metrics = new DemoMetrics(seed, Preset.Generator.ImageSize, result.Images, result.Elapsed.TotalSeconds, bins, Targets(bins));
        File.WriteAllText(Path.Combine(folder, "metrics.json"), JsonSerializer.Serialize(metrics, CliJson.Default.DemoMetrics));
        Print(metrics);
        AnsiConsole.MarkupLineInterpolated($"wrote grid.png, losses.png, metrics.json and model.safetensors to {folder}");
        return ExitCodes.Success;
    }

    private static IReadOnlyList<DemoTarget> Targets(IReadOnlyList<YawScores> bins)
    {
        var side = bins.First(bin => bin.Yaw == 60);
        return
        [
            new("decibels over the input at 60 degrees", 5, side.Output.Psnr - side.Input.Psnr),
            new("decibels over the mean face at 60 degrees", 2, side.Output.Psnr - side.MeanFace.Psnr),
            new("times the input's rank-1 rate at 60 degrees", 3, side.Output.Rank1 / side.Input.Rank1),
        ];
    }

    private static void Print(DemoMetrics metrics)
    {
        var table = new Table().AddColumns("yaw", "PSNR output", "input", "mean face", "SSIM output", "input", "mean face", "rank-1 output", "input");
        foreach (var bin in metrics.Bins)
        {
            table.AddRow(
                $"{bin.Yaw}°", $"{bin.Output.Psnr:0.00}", $"{bin.Input.Psnr:0.00}", $"{bin.MeanFace.Psnr:0.00}",
                $"{bin.Output.Ssim:0.000}", $"{bin.Input.Ssim:0.000}", $"{bin.MeanFace.Ssim:0.000}",
                $"{bin.Output.Rank1:P1}", $"{bin.Input.Rank1:P1}");
        }

        AnsiConsole.Write(table);
        foreach (var target in metrics.Targets)
            AnsiConsole.MarkupLineInterpolated($"{(target.Reached >= target.Wanted ? "reached" : "MISSED ")} {target.Name}: {target.Reached:0.00}, wanted {target.Wanted}");
    }
}
