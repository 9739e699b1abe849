using System.CommandLine;
using System.Globalization;
using System.Reflection;
using GlGan.Cli.Commands;
using GlGan.Cli.Display;
using GlGan.Datasets;
using GlGan.Features;
using GlGan.Foundation;
using GlGan.Imaging;
using GlGan.Rendering;
using GlGan.Serialization;
using Spectre.Console;

namespace GlGan.FeatureTraining.Detection;

/// <summary>Trains the face detector that the library embeds, on scenes with rendered people.</summary>
internal static class TrainDetectorCommand
{
    private const int Shown = 48, SheetColumns = 8;

    internal static Command Create()
    {
        var defaults = new DetectorTrainingOptions();
        var output = new Option<FileInfo>("--out") { Description = "Safetensors file to write.", Required = true };
        var scenes = new Option<long>("--scenes") { Description = "Scenes to train on.", DefaultValueFactory = _ => defaults.Scenes };
        var minutes = new Option<double?>("--minutes") { Description = "Longest time to train on them, at most 10000; the learning rate then falls with the time." };
        var people = new Option<int>("--people") { Description = "Rendered people; 100 KB of memory each.", DefaultValueFactory = _ => defaults.People };
        var rate = new Option<double>("--learning-rate") { Description = "Adam's learning rate at the start.", DefaultValueFactory = _ => defaults.LearningRate };
        var from = new Option<FileInfo?>("--from") { Description = "Detector to start from, written by this command." };
        var sheet = new Option<FileInfo?>("--sheet") { Description = "PNG file for a sheet of the first scenes." };
        var seed = CommonArguments.Seed();
        var command = new Command("detector", "Train the network that finds faces, on scenes with rendered people.") { output, scenes, minutes, people, rate, from, sheet, seed };
        command.SetAction(parse => CommandRunner.Run(stop => Run(
            parse.GetRequiredValue(output).FullName,
            parse.GetValue(sheet)?.FullName,
            (defaults with
            {
                Scenes = parse.GetValue(scenes),
                TimeLimit = parse.GetValue(minutes) is { } limit ? TimeSpan.FromMinutes(limit) : TimeSpan.MaxValue,
                People = parse.GetValue(people),
                LearningRate = parse.GetValue(rate),
                StartFrom = parse.GetValue(from)?.FullName,
                Seed = parse.GetValue(seed),
            }).Valid("options"),
            stop)));
        return command;
    }

    private static int Run(string path, string? sheet, DetectorTrainingOptions options, CancellationToken stop)
    {
        if (Directory.Exists(path)) throw new ArgumentException($"--out: '{path}' is a folder.");
        OutputFolder.Prepare(Path.GetDirectoryName(path)!);
        if (options.StartFrom is not null) SyntheticFaceDetector.Load(options.StartFrom).Dispose();
        var people = DatasetProgressDisplay.Show("rendering people", progress => Render(options, progress, stop));
        if (sheet is not null) ImageFile.Save(sheet, ImageGrid.Compose([.. Enumerable.Range(0, Shown).Select(number => Scene.Compose(people, options.Seed, number).Image)], SheetColumns));
        var display = new DetectorTrainingDisplay(options);
        using (var trained = DetectorTrainer.Train(people, options, display, stop))
            ModuleWeights.Save(trained, path, Metadata(options, display.Last!));
        AnsiConsole.MarkupLineInterpolated($"wrote {path}");
        return ExitCodes.Success;
    }

    private static Cutout[] Render(DetectorTrainingOptions options, IProgress<DatasetProgress>? progress, CancellationToken stop)
    {
        var source = new SyntheticFaces(options.Seed);
        var people = new Cutout[options.People];
        var done = 0;
        Parallel.For(0, people.Length, new ParallelOptions { CancellationToken = stop }, i =>
        {
            var identity = FaceCollection.FirstIdentity + i;
            people[i] = Cutout.Render(source, identity, source.View(identity, 1));
            progress?.Report(new DatasetProgress(Interlocked.Increment(ref done), people.Length, 0));
        });
        return people;
    }

    private static Dictionary<string, string> Metadata(DetectorTrainingOptions options, DetectorTick last) => new()
    {
        ["what"] = "GlGan.Core face detector: scores, squares and five landmarks, trained on rendered faces only",
        ["command"] = options.CommandLine,
        ["scenes"] = last.Scenes.ToString(CultureInfo.InvariantCulture),
        ["version"] = typeof(SyntheticFaceDetector).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
    };
}
