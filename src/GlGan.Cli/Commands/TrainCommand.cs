using System.CommandLine;
using System.Text.Json;
using GlGan.Cli.Display;
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
            Description = $"Dataset: a folder or a pack, or '{Synthetic}' for rendered faces.",
            Required = true,
        };
        var task = new Option<ModelTask>("--task")
        {
            Description = "region: fit eyes, nose and mouth into a face. "
                + "frontal: any view in, the frontal view out (needs several views per person: synthetic faces). "
                + "paired: turn the input of a pair into its target (needs a dataset of pairs).",
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
        var maxDamaged = DatasetArguments.MaxDamaged();
        var dataset = new DatasetArguments();
        var seed = CommonOptions.Seed();
        var device = CommonOptions.Device();
        var command = new Command("train", "Train a model.") { data, task, preset, images, output, batch, rate, maxDamaged, seed, device };
        dataset.AddTo(command);
        command.SetAction(parse => CommandRunner.Run(stop => Run(
            dataset.Choose(parse, parse.GetRequiredValue(data)),
            parse.GetValue(maxDamaged),
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

    private static int Run(DatasetChoice data, int maxDamaged, TrainingRun run, CancellationToken stop)
    {
        if (run.Task == ModelTask.Frontal && data.Path != Synthetic)
            throw new ArgumentException($"--task frontal needs several views of each person: use --data {Synthetic}.");
        using var dataset = data.Path == Synthetic ? null : data.Open();
        if (dataset is not null) AnsiConsole.MarkupLineInterpolated($"{dataset.Count} faces from {data.Path} ({dataset.Name})");
        var faces = dataset is null ? null : Align(dataset, maxDamaged, run);
        var (pairs, samples) = Tasks(faces, run);
        var result = run.Execute(pairs, samples, stop);
        var scores = PairScores.Measure(run, samples);
        File.WriteAllText(Path.Combine(run.Folder, "metrics.json"), JsonSerializer.Serialize(scores, CliJson.Default.PairScores));
        AnsiConsole.MarkupLineInterpolated($"{result.Images} images in {result.Elapsed:h\\:mm\\:ss}");
        AnsiConsole.MarkupLineInterpolated($"against the targets of {scores.Pairs} pairs: output {scores.OutputPsnr:0.00} dB, input {scores.InputPsnr:0.00} dB");
        DamagedImages.Print(faces?.Damaged ?? []);
        AnsiConsole.MarkupLineInterpolated($"wrote model.safetensors, log.jsonl, losses.png, metrics.json and grids to {run.Folder}");
        return result.Canceled ? ExitCodes.Interrupted : ExitCodes.Success;
    }

    private static AlignedFaces Align(IFaceDataset dataset, int maxDamaged, TrainingRun run)
    {
        var generator = run.Preset.Generator;
        var template = FaceTemplate.Named(generator.Template);
        if (run.Task == ModelTask.Paired && dataset[0].Target is null)
            throw new ArgumentException($"--task paired needs a dataset of pairs; {dataset.Name} has none.");
        if (dataset is FacePackDataset pack && pack.Info.Template != template)
        {
            throw new ArgumentException($"The pack was made for the template {pack.Info.Template.Name}, the preset needs {template.Name}: "
                + $"pack again with --template {template.Name}.");
        }


        return new AlignedFaces(dataset, new() { ImageSize = generator.ImageSize, Template = template, MaxDamaged = maxDamaged });
    }

    private static (ITrainingTask Pairs, ITrainingTask Samples) Tasks(AlignedFaces? faces, TrainingRun run)
    {
        var generator = run.Preset.Generator;
        if (faces is null) return SyntheticTasks(run);
        if (run.Task == ModelTask.Paired)
        {
            var paired = new PairedOptions { Regions = generator.Regions, Order = new() { Seed = run.Seed } };
            return (new PairedTask(faces, paired), new PairedTask(faces, paired with { Flip = false, Order = new() { Seed = run.Seed + 1 } }));
        }

        var region = new RegionSynthesisOptions { Regions = generator.Regions, Order = new() { Seed = run.Seed } };
        var still = region with { Flip = false, ColorJitter = 0, Order = new() { Seed = run.Seed + 1 } };
        return (new RegionSynthesisTask(faces, region), new RegionSynthesisTask(faces, still));
    }

    private static (ITrainingTask Pairs, ITrainingTask Samples) SyntheticTasks(TrainingRun run)
    {
        if (run.Task != ModelTask.Frontal) throw new ArgumentException($"--task {run.Task.ToString().ToLowerInvariant()} needs --data with a dataset.");
        var generator = run.Preset.Generator;
        var faces = new SyntheticFaces(run.Seed);
        var heldOut = new FrontalViewOptions
        {
            ImageSize = generator.ImageSize, Regions = generator.Regions, Template = FaceTemplate.Named(generator.Template), IdentityCount = HeldOutIdentities,
        };
        var others = heldOut with { FirstIdentity = HeldOutIdentities, IdentityCount = int.MaxValue - HeldOutIdentities };
        return (new FrontalViewTask(faces, others), new FrontalViewTask(faces, heldOut));
    }
}
