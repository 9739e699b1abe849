using GlGan.Cli.Commands;
using GlGan.Data;
using GlGan.Faces;
using GlGan.Generators;
using GlGan.Synthesis;

namespace GlGan.Cli.Training;

/// <summary>The pairs a run trains on, and those its sample grids and scores are made of.</summary>
/// <param name="Pairs">Training pairs.</param>
/// <param name="Samples">Pairs without mirroring and colour changes; of rendered faces, other people.</param>
/// <param name="Faces">The dataset behind them; <see langword="null"/> for rendered faces.</param>
internal sealed record TrainTasks(ITrainingTask Pairs, ITrainingTask Samples, AlignedFaces? Faces)
{
    private const int HeldOutIdentities = 10_000;
    private const int SyntheticPhotos = 100_000;

    /// <summary>Opens the dataset of settings; <see langword="null"/> where pairs are rendered without one.</summary>
    internal static IFaceDataset? Open(TrainSettings settings, GlGanGeneratorOptions generator)
    {
        var rendered = new SyntheticDatasetOptions { Count = SyntheticPhotos, ImageSize = generator.ImageSize, Template = FaceTemplate.Named(generator.Template) };
        if (settings.Data == TrainSettings.Synthetic) return settings.Task == ModelTask.Region ? new SyntheticDataset(new SyntheticFaces(settings.Seed), rendered) : null;
        if (settings.Task == ModelTask.Frontal) throw new ArgumentException($"--task frontal needs several views of each person: use --data {TrainSettings.Synthetic}.");
        var options = new DatasetOptions { Split = settings.Split, Classes = settings.Classes, Attributes = settings.Attributes };
        return new DatasetChoice(settings.Data!, settings.Format, options).Open();
    }

    /// <summary>Makes the tasks.</summary>
    internal static TrainTasks Create(IFaceDataset? dataset, TrainSettings settings, TrainingRun run)
    {
        var generator = run.Preset.Generator;
        var template = FaceTemplate.Named(generator.Template);
        if (dataset is null) return Frontal(run, template);
        if (run.Task == ModelTask.Paired && dataset[0].Target is null) throw new ArgumentException($"--task paired needs a dataset of pairs; {dataset.Name} has none.");
        if (dataset is FacePackDataset pack && pack.Info.Template != template)
        {
            throw new ArgumentException(
                $"The pack was made for the template {pack.Info.Template.Name}, the preset needs {template.Name}: pack again with --template {template.Name}.");
        }

        var faces = new AlignedFaces(dataset, new() { ImageSize = generator.ImageSize, Template = template, MaxDamaged = settings.MaxDamaged });
        SampleOrder order = new() { Seed = run.Seed }, other = new() { Seed = run.Seed + 1 };
        if (run.Task == ModelTask.Paired)
        {
            var paired = new PairedOptions { Regions = generator.Regions, Order = order };
            return new TrainTasks(new PairedTask(faces, paired), new PairedTask(faces, paired with { Flip = false, Order = other }), faces);
        }

        var region = new RegionSynthesisOptions { Regions = generator.Regions, Order = order };
        var still = region with { Flip = false, ColorJitter = 0, Order = other };
        return new TrainTasks(new RegionSynthesisTask(faces, region), new RegionSynthesisTask(faces, still), faces);
    }

    private static TrainTasks Frontal(TrainingRun run, FaceTemplate template)
    {
        if (run.Task != ModelTask.Frontal) throw new ArgumentException($"--task {run.Task.ToString().ToLowerInvariant()} needs --data with a dataset.");
        var generator = run.Preset.Generator;
        var faces = new SyntheticFaces(run.Seed);
        var heldOut = new FrontalViewOptions { ImageSize = generator.ImageSize, Regions = generator.Regions, Template = template, IdentityCount = HeldOutIdentities };
        var others = heldOut with { FirstIdentity = HeldOutIdentities, IdentityCount = int.MaxValue - HeldOutIdentities };
        return new TrainTasks(new FrontalViewTask(faces, others), new FrontalViewTask(faces, heldOut), null);
    }
}
