using System.CommandLine;
using System.Text.Json;
using GlGan.Cli.Demo;
using GlGan.Cli.Display;
using GlGan.Cli.Evaluation;
using GlGan.Cli.Training;
using GlGan.Evaluation;
using GlGan.Features;
using GlGan.Foundation;
using GlGan.Native;
using GlGan.Pairs;
using GlGan.Rendering;
using GlGan.Synthesis;
using GlGan.Training;

namespace GlGan.Cli.Commands;

/// <summary><c>glgan demo</c>: trains a frontalising GL-GAN on synthetic faces and measures it on people it has never seen.</summary>
internal static class DemoCommand
{
    private const int People = 128;
    private const int TargetYaw = 60;
    private const long UnlimitedImages = 1_000_000_000;
    private const int TickSteps = 5;

    private static readonly int[] Yaws = [0, 30, TargetYaw, 90];

    internal static Command Create()
    {
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder of the results.", DefaultValueFactory = _ => new DirectoryInfo("demo") };
        var minutes = new Option<double>("--minutes") { Description = "Time to train; rendering, measuring and drawing come on top.", DefaultValueFactory = _ => 5.5 };
        var seed = CommonArguments.Seed();
        var device = CommonArguments.Device();
        var command = new Command("demo", "Train a GL-GAN on synthetic faces and measure it: any view in, the frontal view out.") { output, minutes, seed, device };
        command.SetAction(parse => CommandRunner.Run(stop => Run(
            parse.GetRequiredValue(output).FullName, parse.GetValue(minutes), parse.GetValue(seed), parse.GetValue(device), stop)));
        return command;
    }

    private static int Run(string folder, double minutes, ulong seed, string? deviceName, CancellationToken stop)
    {
        using var early = new NothingToLose(stop);
        if (minutes is not (> 0 and <= 10_000)) throw new ArgumentException("--minutes must be more than 0 and at most 10000.");
        var recipe = GlGanPreset.Compact.Recipe.WithImages(UnlimitedImages) with { TimeLimit = TimeSpan.FromMinutes(minutes), Seed = seed };
        var run = new TrainingRun
        {
            Recipe = recipe with { TickImages = TickSteps * recipe.BatchSize },
            Purpose = ModelPurpose.Frontal,
            Device = TorchRuntime.SelectDevice(deviceName),
            Folder = folder,
        };
        var pairs = FacePairs.OfRendered(new SyntheticFaces(seed, FaceRichness.Quick), run.Framing);
        using var hold = run.Hold();
        early.Dispose();
        var trained = run.Execute(pairs, stop);
        if (trained.Canceled) return ExitCodes.Interrupted;

        using var model = GlGanModel.Load(run.ModelPath, run.Device);
        var evaluator = new ModelEvaluator(new() { Recognizers = [new("pixels", new PixelFeatureNetwork())] });
        var result = evaluator.Evaluate(model.Generator, EvaluationSet.Of(pairs, People, Yaws), new EvaluationDisplay(), stop);
        var facts = EvaluationFacts.Of(run, trained.Images, TrainData.Synthetic, result.Set.Labels.Count) with { Recognizer = "the pixels themselves" };
        var metrics = new DemoMetrics(EvaluationFile.Of(facts, result), trained.Elapsed.TotalSeconds, Targets(result));
        AtomicFile.Write(Path.Combine(folder, "metrics.json"), JsonSerializer.SerializeToUtf8Bytes(metrics, CliJson.Default.DemoMetrics));
        EvaluationDisplay.Print(result);
        foreach (var target in metrics.Targets)
            Screen.Say($"{(target.Reached >= target.Wanted ? "reached" : "MISSED ")} {target.Name}: {target.Reached:0.00}, wanted {target.Wanted}");
        Screen.Say($"wrote grid.png, losses.png, metrics.json and model.safetensors to {folder}");
        TrainingNotices.Print(trained.Notices);
        return ExitCodes.Success;
    }

    private static IReadOnlyList<DemoTarget> Targets(EvaluationResult result)
    {
        var (output, input, meanFace) = (At(EvaluationSubject.Output), At(EvaluationSubject.Input), At(EvaluationSubject.MeanFace));
        var psnr = ImageMetric.Psnr.Name;
        return
        [
            new($"decibels over the input at {TargetYaw} degrees", 5, output.Means[psnr] - input.Means[psnr]),
            new($"decibels over the mean face at {TargetYaw} degrees", 2, output.Means[psnr] - meanFace.Means[psnr]),
            new($"times the input's rank-1 rate at {TargetYaw} degrees", 3, output.Identification[1] / input.Identification[1]),
        ];

        BinResult At(string subject) => result.Subjects.Single(found => found.Name == subject).Bins[Array.IndexOf(Yaws, TargetYaw)];
    }
}
