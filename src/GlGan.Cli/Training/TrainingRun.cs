using GlGan.Cli.Display;
using GlGan.Data;
using GlGan.Generators;
using GlGan.Imaging;
using GlGan.Synthesis;
using GlGan.Training;
using TorchSharp;

namespace GlGan.Cli.Training;

/// <summary>One training from options to files: <c>model.safetensors</c>, <c>log.jsonl</c>, <c>losses.png</c>, <c>grid.png</c> and earlier grids in a folder.</summary>
internal sealed record TrainingRun
{
    private const int SampleCount = 8;

    /// <summary>Networks.</summary>
    internal required GlGanPreset Preset { get; init; }

    /// <summary>What the model is for.</summary>
    internal required ModelTask Task { get; init; }

    /// <summary>How to train.</summary>
    internal required TrainingOptions Options { get; init; }

    /// <summary>What to minimise.</summary>
    internal TrainingObjective Objective { get; init; } = new();

    /// <summary>Images per step.</summary>
    internal required int BatchSize { get; init; }

    /// <summary>Seed of the weights.</summary>
    internal required ulong Seed { get; init; }

    /// <summary>Device to train on.</summary>
    internal required torch.Device Device { get; init; }

    /// <summary>Folder of the results.</summary>
    internal required string Folder { get; init; }

    /// <summary>Threads that prepare images.</summary>
    internal int Workers { get; init; } = new BatchLoaderOptions().Workers;

    /// <summary>How checkpoints are written; <see langword="null"/> writes none.</summary>
    internal CheckpointOptions? Checkpoints { get; init; }

    /// <summary>What is kept beside the results, so that the run can be resumed; <see langword="null"/> keeps nothing.</summary>
    internal TrainSettings? Settings { get; init; }

    /// <summary>Whether the run goes on from its newest checkpoint.</summary>
    internal bool Resume { get; init; }

    /// <summary>Whether a resumed run may have other options than before.</summary>
    internal bool AllowChanges { get; init; }

    /// <summary>What is measured at checkpoints.</summary>
    internal IReadOnlyList<ITrainingMetric> Metrics { get; init; } = [];

    /// <summary>Whether logs for TensorBoard are written too.</summary>
    internal bool TensorBoard { get; init; }

    /// <summary>The exported model.</summary>
    internal string ModelPath => Path.Combine(Folder, "model.safetensors");

    /// <summary>The model of the best checkpoint, if checkpoints were measured.</summary>
    internal string BestModelPath => Path.Combine(Folder, "best-model.safetensors");

    /// <summary>Whether the folder holds the checkpoints of an earlier run.</summary>
    internal bool HasCheckpoints => Store()?.List().Count > 0;

    /// <summary>Trains, and saves the model even when canceled.</summary>
    /// <param name="pairs">Where training pairs come from.</param>
    /// <param name="samples">Where the pairs of the sample grids come from.</param>
    /// <param name="cancellationToken">Ends the training after the step in progress.</param>
    internal TrainingResult Execute(ITrainingTask pairs, ITrainingTask samples, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder);
        using var generator = new GlGanGenerator(Preset.Generator, Seed);
        generator.to(Device);
        var discriminators = Preset.Discriminators.Create(Preset.Generator.Regions, Seed + 1);
        foreach (var discriminator in discriminators) discriminator.to(Device);
        try
        {
            using var sample = FirstBatch(samples);
            var store = Store();
            if (Resume && HasCheckpoints && store!.NewestImages() is null) throw new CheckpointException(store.Folder, "every checkpoint is damaged.");
            using var observers = new RunObservers(this, sample, Resume ? store!.NewestImages() : null);
            var result = TrainingDisplay.Show(display =>
            {
                using var trainer = new GanTrainer(
                    generator, discriminators, Objective, Options, [display, .. observers.All], store, Metrics);
                if (Resume) trainer.Resume(AllowChanges);
                Settings?.Keep(Folder);
                using var loader = new BatchLoader(pairs, new() { BatchSize = BatchSize, Workers = Workers });
                var trained = trainer.Train(new LoaderBatchSource(loader, Device), cancellationToken);
                GlGanModel.Save(ModelPath, trainer.Average, Task, trained.Images);
                ImageFile.Save(Path.Combine(Folder, "grid.png"), SampleGrid.Draw(trainer.Average, sample), synthetic: true);
                if (store?.LoadBest(trainer.Average) is { } images) GlGanModel.Save(BestModelPath, trainer.Average, Task, images);
                return trained;
            });
            observers.SavePlot();
            return result;
        }
        finally
        {
            foreach (var discriminator in discriminators) discriminator.Dispose();
        }
    }

    private CheckpointStore? Store() => Checkpoints is null ? null : new CheckpointStore(Path.Combine(Folder, "checkpoints"), Checkpoints);

    private TrainingBatch FirstBatch(ITrainingTask task)
    {
        using var loader = new BatchLoader(task, new() { BatchSize = SampleCount });
        return new LoaderBatchSource(loader, Device).Next(CancellationToken.None);
    }
}
