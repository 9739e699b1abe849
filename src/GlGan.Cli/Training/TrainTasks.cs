using GlGan.Building;
using GlGan.Cli.Commands;
using GlGan.Datasets;
using GlGan.Evaluation;
using GlGan.Faces;
using GlGan.Generators;
using GlGan.Models;
using GlGan.Pairs;
using GlGan.Rendering;

namespace GlGan.Cli.Training;

/// <summary>The pairs a run trains on, and those its sample grids and scores are made of.</summary>
/// <param name="Pairs">Training pairs.</param>
/// <param name="Samples">Pairs without mirroring and colour changes; of rendered faces, other people.</param>
/// <param name="Measured">Pairs the run is measured by, at checkpoints and at the end.</param>
/// <param name="Faces">The dataset behind them; <see langword="null"/> for rendered faces.</param>
internal sealed record TrainTasks(ITrainingTask Pairs, ITrainingTask Samples, EvaluationSet Measured, AlignedFaces? Faces)
{
    private const int MeasuredIdentities = 16;
    private const int MeasuredPairs = 64;
    private const int SyntheticPhotos = 100_000;

    private static readonly int[] MeasuredYaws = [0, 30, 60, 90];

    /// <summary>Opens the dataset of settings; <see langword="null"/> where pairs are rendered without one.</summary>
    internal static IFaceDataset? Open(TrainSettings settings, GlGanGeneratorOptions generator)
    {
        if (settings.Data == TrainSettings.Synthetic) return settings.Task == ModelPurpose.Region ? Rendered(generator, settings.Seed) : null;
        if (settings.Task == ModelPurpose.Frontal) throw new ArgumentException($"--task frontal needs several views of each person: use --data {TrainSettings.Synthetic}.");
        var options = new DatasetOptions { Split = settings.Split, Classes = settings.Classes, Attributes = settings.Attributes };
        return new DatasetChoice(settings.Data!, settings.Format, options).Open();
    }

    /// <summary>Photos of rendered persons.</summary>
    internal static IFaceDataset Rendered(GlGanGeneratorOptions generator, ulong seed) => new SyntheticDataset(
        new SyntheticFaces(seed), new() { Count = SyntheticPhotos, ImageSize = generator.ImageSize, Template = FaceTemplate.Named(generator.Template) });

    /// <summary>Makes the tasks.</summary>
    internal static TrainTasks Create(IFaceDataset? dataset, TrainSettings settings, TrainingRun run)
    {
        if (dataset is null) return Frontal(run);
        var pairs = new DatasetPairs(dataset, run.Task, run.Preset.Generator, settings.MaxDamaged);
        var still = pairs.Still(run.Seed + 1);
        return new TrainTasks(pairs.Varied(run.Seed), still, EvaluationSet.First(still, MeasuredPairs), pairs.Faces);
    }

    private static TrainTasks Frontal(TrainingRun run)
    {
        if (run.Task != ModelPurpose.Frontal) throw new ArgumentException($"--task {run.Task.ToString().ToLowerInvariant()} needs --data with a dataset.");
        var views = new RenderedViews(new SyntheticFaces(run.Seed), run.Preset.Generator);
        return new TrainTasks(views.Training, views.Samples, views.Measured(MeasuredIdentities, MeasuredYaws), null);
    }
}
