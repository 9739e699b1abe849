using System.CommandLine;
using GlGan.Cli.Commands;
using GlGan.Cli.Display;
using GlGan.Datasets;
using GlGan.Foundation;
using GlGan.Imaging;
using GlGan.Rendering;
using GlGan.Serialization;
using TorchSharp;

namespace GlGan.FeatureTraining.People;

/// <summary>A command that trains a network on pictures with people that are cut out.</summary>
internal sealed class CutoutTraining<TOptions, TNetwork>
    where TOptions : CutoutTrainingOptions, new()
    where TNetwork : torch.nn.Module
{
    private const int Shown = 48, SheetColumns = 8;
    private const ulong ExpressionStream = 42;

    /// <summary>Name of the command.</summary>
    internal required string Command { get; init; }

    /// <summary>What it does.</summary>
    internal required string Description { get; init; }

    /// <summary>What the file holds.</summary>
    internal required string What { get; init; }

    /// <summary>A network in training mode.</summary>
    internal required Func<TOptions, TNetwork> Build { get; init; }

    /// <summary>Gives it weights to begin with, where those that are drawn are not enough.</summary>
    internal Action<TNetwork> Begin { get; init; } = _ => { };

    /// <summary>Trains it.</summary>
    internal required Action<TNetwork, IReadOnlyList<Cutout>, TOptions, IProgress<TrainingTick>, CancellationToken> Train { get; init; }

    /// <summary>The picture of a seed and a number, for the sheet.</summary>
    internal required Func<IReadOnlyList<Cutout>, ulong, long, ImageBuffer> Picture { get; init; }

    internal Command Create()
    {
        var defaults = new TOptions();
        var training = new TrainingArguments(defaults);
        var people = new Option<int>("--people") { Description = "Rendered people; 130 KB of memory each.", DefaultValueFactory = _ => defaults.People };
        var sheet = new Option<FileInfo?>("--sheet") { Description = "PNG file for a sheet of the first pictures." };
        var command = new Command(Command, Description) { people, sheet };
        training.AddTo(command);
        command.SetAction(parse => CommandRunner.Run(stop => Run(
            training.Output(parse), parse.GetValue(sheet)?.FullName, (training.Apply(defaults, parse) with { People = parse.GetValue(people) }).Valid("options"), stop)));
        return command;
    }

    private int Run(string path, string? sheet, TOptions options, CancellationToken stop)
    {
        var file = new TrainingFile(path, What, options);
        file.Prepare();
        using var network = Build(options);
        if (options.StartFrom is null) Begin(network);
        else ModuleWeights.Load(network, options.StartFrom);
        var people = DatasetProgressDisplay.Show("rendering people", progress => Render(options, progress, stop));
        if (sheet is not null) ImageFile.Save(sheet, ImageGrid.Compose([.. Enumerable.Range(0, Shown).Select(number => Picture(people, options.Seed, number))], SheetColumns));
        var display = new TrainingDisplay(options, tick => file.Save(network, tick));
        Train(network, people, options, display, stop);
        file.Save(network, display.Last!);
        return ExitCodes.Success;
    }

    private static Cutout[] Render(TOptions options, IProgress<DatasetProgress>? progress, CancellationToken stop)
    {
        var source = new SyntheticFaces(options.Seed);
        var people = new Cutout[options.People];
        var done = 0;
        Parallel.For(0, people.Length, new ParallelOptions { CancellationToken = stop }, i =>
        {
            var identity = FaceCollection.FirstIdentity + i;
            people[i] = Cutout.Render(source, identity, View(source, identity));
            progress?.Report(new DatasetProgress(Interlocked.Increment(ref done), people.Length, 0));
        });
        return people;
    }

    // Every other person is nearer to the front than the sampler draws them, as people are who are photographed, and every third laughs or talks.
    private static FaceView View(SyntheticFaces source, int identity)
    {
        var view = source.View(identity, 1);
        if (identity % 2 == 0) view = view with { Yaw = view.Yaw * 0.4f };
        if (identity % 3 != 0) return view;
        var random = new CounterRandom(source.Seed, ExpressionStream, (ulong)identity);
        return view with { Expression = view.Expression with { Smile = random.Range(0, 1), MouthOpen = random.Unit() } };
    }
}
