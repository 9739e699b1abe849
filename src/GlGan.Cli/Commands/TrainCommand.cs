using System.CommandLine;
using System.Text.Json;
using GlGan.Cli.Training;
using GlGan.Data;
using GlGan.Faces;
using GlGan.Runtime;
using GlGan.Synthesis;
using GlGan.Training;
using Spectre.Console;

namespace GlGan.Cli.Commands;

/// <summary><c>glgan train</c>: trains on the user's own faces, or on synthetic ones.</summary>
internal static class TrainCommand
{
    private const string Synthetic = "synthetic";
    private const int HeldOutIdentities = 10_000;

    internal static Command Create()
    {
        var data = new Option<string>("--data")
        {
            Description = $"Dataset, of a format recognised by itself, or '{Synthetic}' for rendered faces.",
            Required = true,
        };
        var task = new Option<ModelTask>("--task")
        {
            Description = "region: fit eyes, nose and mouth into a face. frontal: any view in, the frontal view out (needs several views per person: synthetic faces).",
            DefaultValueFactory = _ => ModelTask.Region,
        };
        var preset = new Option<string>("--preset")
        {
            Description = $"Networks: {string.Join(", ", GlGanPreset.All.Select(preset => preset.Name))}.",
            DefaultValueFactory = _ => GlGanPreset.Small.Name,
        };
        var images = new Option<long>("--images") { Description = "Images to train on, repetitions counted.", DefaultValueFactory = _ => 200_000 };
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder of the results.", Required = true };
        var batch = new Option<int>("--batch") { Description = "Images per step.", DefaultValueFactory = _ => 16 };
        var rate = new Option<double>("--learning-rate") { Description = "Adam's learning rate of the generator; the discriminators' is 2e-4.", DefaultValueFactory = _ => 5e-4 };
        var seed = CommonOptions.Seed();
        var device = CommonOptions.Device();
        var command = new Command("train", "Train a model.") { data, task, preset, images, output, batch, rate, seed, device };
        command.SetAction(parse => CommandRunner.Run(stop => Run(
            parse.GetRequiredValue(data),
            new TrainingRun
            {
                Preset = GlGanPreset.Named(parse.GetRequiredValue(preset)),
                Task = parse.GetValue(task),
                Options = new()
                {
                    Phases = TrainingPhase.JointThenFineTuning(parse.GetValue(images)),
                    GeneratorLearningRate = parse.GetValue(rate),
                    TickImages = 10L * parse.GetValue(batch),
                },
                BatchSize = parse.GetValue(batch),
                Seed = parse.GetValue(seed),
                Device = TorchRuntime.SelectDevice(parse.GetValue(device)),
                Folder = parse.GetRequiredValue(output).FullName,
            },
            stop)));
        return command;
    }

    private static int Run(string data, TrainingRun run, CancellationToken stop)
    {
        var (pairs, samples) = Tasks(data, run);
        var result = run.Execute(pairs, samples, stop);
        var scores = PairScores.Measure(run, samples);
        File.WriteAllText(Path.Combine(run.Folder, "metrics.json"), JsonSerializer.Serialize(scores, CliJson.Default.PairScores));
        AnsiConsole.MarkupLineInterpolated($"{result.Images} images in {result.Elapsed:h\\:mm\\:ss}");
        AnsiConsole.MarkupLineInterpolated($"against the targets of {scores.Pairs} pairs: output {scores.OutputPsnr:0.00} dB, input {scores.InputPsnr:0.00} dB");
        AnsiConsole.MarkupLineInterpolated($"wrote model.safetensors, log.jsonl, losses.png, metrics.json and grids to {run.Folder}");
        return result.Canceled ? ExitCodes.Interrupted : ExitCodes.Success;
    }

    private static (ITrainingTask Pairs, ITrainingTask Samples) Tasks(string data, TrainingRun run)
    {
        var generator = run.Preset.Generator;
        var template = FaceTemplate.Named(generator.Template);
        if (data == Synthetic && run.Task == ModelTask.Frontal)
        {
            var faces = new SyntheticFaces(run.Seed);
            var heldOut = new FrontalViewOptions { ImageSize = generator.ImageSize, Regions = generator.Regions, Template = template, IdentityCount = HeldOutIdentities };
            var others = heldOut with { FirstIdentity = HeldOutIdentities, IdentityCount = int.MaxValue - HeldOutIdentities };
            return (new FrontalViewTask(faces, others), new FrontalViewTask(faces, heldOut));
        }

        if (run.Task == ModelTask.Frontal) throw new ArgumentException($"--task frontal needs several views of each person: use --data {Synthetic}.");
        if (data == Synthetic) throw new ArgumentException($"--task region needs --data with a dataset.");

        var dataset = DatasetFormats.Open(data);
        AnsiConsole.MarkupLineInterpolated($"{dataset.Count} faces from {data} ({dataset.Name})");
        var aligned = new AlignedFaces(dataset, new() { ImageSize = generator.ImageSize, Template = template });
        var region = new RegionSynthesisOptions { Regions = generator.Regions, Order = new() { Seed = run.Seed } };
        var still = region with { Flip = false, ColorJitter = 0, Order = new() { Seed = run.Seed + 1 } };
        return (new RegionSynthesisTask(aligned, region), new RegionSynthesisTask(aligned, still));
    }
}
