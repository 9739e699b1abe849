using System.CommandLine;
using GlGan.Cli.Commands;
using GlGan.Cli.Display;
using GlGan.Cli.Parsing;
using GlGan.FeatureTraining.Detection;
using GlGan.FeatureTraining.Landmarks;
using GlGan.FeatureTraining.Parts;
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
        var training = new TrainingArguments(defaults);
        var kind = new Option<FaceNetworkKind>("--network") { Description = "What it is built of." };
        var identities = new Option<int>("--identities") { Description = "Rendered people to tell apart; 50 KB of memory each.", DefaultValueFactory = _ => defaults.Identities };
        var device = CommonArguments.Device();
        var command = new RootCommand("Train the network that tells faces apart and finds landmarks, on rendered faces, and measure it.")
        {
            kind, identities, device, TrainDetectorCommand.Create(), TrainLandmarksCommand.Create(), FitConventionCommand.Create(), TrainPartsCommand.Create(), PartsSheetCommand.Create(),
        };
        training.AddTo(command);
        command.SetAction(parse => CommandRunner.Run(stop => Run(
            training.Output(parse),
            (training.Apply(defaults, parse) with { Kind = parse.GetValue(kind), Identities = parse.GetValue(identities) }).Valid("options"),
            TorchRuntime.SelectDevice(parse.GetValue(device)),
            stop)));
        return command;
    }

    private static int Run(string path, FeatureTrainingOptions options, Device device, CancellationToken stop)
    {
        var file = new TrainingFile(path, "feature network: identity embedding and five landmarks of aligned faces", options);
        file.Prepare();
        using (var trained = new FaceNetwork(options.Seed, options.Kind))
        {
            if (options.StartFrom is not null) ModuleWeights.Load(trained, options.StartFrom);
            var faces = DatasetProgressDisplay.Show("rendering people", progress => FaceCollection.Render(options, progress, stop));
            var display = new TrainingDisplay(options, tick => file.Save(trained, tick));
            FeatureTrainer.Train(trained, faces, options, device, display, stop);
            file.Save(trained, display.Last!);
        }

        using var network = SyntheticFaceNetwork.Load(path, device);
        Print(new FeatureEvaluation(new SyntheticFaces(options.Seed), HeldOut).Measure(network));
        return ExitCodes.Success;
    }

    private static void Print(IReadOnlyList<FeatureScores> scores)
    {
        var table = new Table().AddColumns("probes", "rank-1", "rank-1 by pixels", "landmark error");
        foreach (var row in scores) table.AddRow(row.Probes, $"{row.Rank1:P1}", $"{row.PixelRank1:P1}", $"{row.LandmarkError:P1}");
        AnsiConsole.Write(table);
    }
}
