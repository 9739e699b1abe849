using System.CommandLine;
using System.Globalization;
using System.Reflection;
using GlGan.Cli.Commands;
using GlGan.Cli.Display;
using GlGan.Cli.Parsing;
using GlGan.FeatureTraining.Detection;
using GlGan.Features;
using GlGan.Foundation;
using GlGan.Native;
using GlGan.Rendering;
using GlGan.Serialization;
using Spectre.Console;
using static TorchSharp.torch;

namespace GlGan.FeatureTraining;

/// <summary>Trains the feature network that the library embeds, on rendered faces, and measures it.</summary>
internal static class TrainFeaturesCommand
{
    private const int HeldOut = 256;

    /// <summary>Runs the tool.</summary>
    /// <returns>The exit code.</returns>
    internal static int Invoke(string[] args) => CommandLine.Run(Create, args);

    private static RootCommand Create()
    {
        var defaults = new FeatureTrainingOptions();
        var output = new Option<FileInfo>("--out") { Description = "Safetensors file to write.", Required = true };
        var kind = new Option<FaceNetworkKind>("--network") { Description = "What it is built of." };
        var images = new Option<long>("--images") { Description = "Images to train on, repetitions counted.", DefaultValueFactory = _ => defaults.Images };
        var minutes = new Option<double?>("--minutes")
        {
            Description = "Longest time to train on them, at most 10000; the learning rate then falls with the time.",
        };
        var identities = new Option<int>("--identities")
        {
            Description = "Rendered people to tell apart; 50 KB of memory each.",
            DefaultValueFactory = _ => defaults.Identities,
        };
        var rate = new Option<double>("--learning-rate")
        {
            Description = "Adam's learning rate at the start.",
            DefaultValueFactory = _ => defaults.LearningRate,
        };
        var from = new Option<FileInfo?>("--from") { Description = "Network to start from, written by this command with another --seed: other people." };
        var seed = CommonArguments.Seed();
        var device = CommonArguments.Device();
        var command = new RootCommand("Train the network that tells faces apart and finds landmarks, on rendered faces, and measure it.")
        {
            output, kind, images, minutes, identities, rate, from, seed, device, TrainDetectorCommand.Create(),
        };
        command.SetAction(parse => CommandRunner.Run(stop => Run(
            parse.GetRequiredValue(output).FullName,
            (defaults with
            {
                Kind = parse.GetValue(kind),
                Images = parse.GetValue(images),
                TimeLimit = parse.GetValue(minutes) is { } limit ? TimeSpan.FromMinutes(limit) : TimeSpan.MaxValue,
                Identities = parse.GetValue(identities),
                LearningRate = parse.GetValue(rate),
                StartFrom = parse.GetValue(from)?.FullName,
                Seed = parse.GetValue(seed),
            }).Valid("options"),
            TorchRuntime.SelectDevice(parse.GetValue(device)),
            stop)));
        return command;
    }

    private static int Run(string path, FeatureTrainingOptions options, Device device, CancellationToken stop)
    {
        if (options.TimeLimit != TimeSpan.MaxValue && options.TimeLimit.TotalMinutes is not (> 0 and <= 10_000))
            throw new ArgumentException("--minutes must be more than 0 and at most 10000.");
        if (Directory.Exists(path)) throw new ArgumentException($"--out: '{path}' is a folder.");
        OutputFolder.Prepare(Path.GetDirectoryName(path)!);
        if (options.StartFrom is not null) SyntheticFaceNetwork.Load(options.StartFrom).Dispose();
        var faces = DatasetProgressDisplay.Show("rendering people", progress => FaceCollection.Render(options, progress, stop));
        var display = new FeatureTrainingDisplay(options);
        using (var trained = FeatureTrainer.Train(faces, options, device, display, stop))
            ModuleWeights.Save(trained, path, Metadata(options, display.Last!));
        using var network = SyntheticFaceNetwork.Load(path, device);
        Print(new FeatureEvaluation(new SyntheticFaces(options.Seed), HeldOut).Measure(network));
        AnsiConsole.MarkupLineInterpolated($"wrote {path}");
        return ExitCodes.Success;
    }

    private static Dictionary<string, string> Metadata(FeatureTrainingOptions options, FeatureTick last) => new()
    {
        ["what"] = "GlGan.Core feature network: identity embedding and five landmarks of aligned faces, trained on rendered faces only",
        ["command"] = options.CommandLine,
        ["images"] = last.Images.ToString(CultureInfo.InvariantCulture),
        ["version"] = typeof(SyntheticFaceNetwork).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
    };

    private static void Print(IReadOnlyList<FeatureScores> scores)
    {
        var table = new Table().AddColumns("probes", "rank-1", "rank-1 by pixels", "landmark error");
        foreach (var row in scores) table.AddRow(row.Probes, $"{row.Rank1:P1}", $"{row.PixelRank1:P1}", $"{row.LandmarkError:P1}");
        AnsiConsole.Write(table);
    }
}
