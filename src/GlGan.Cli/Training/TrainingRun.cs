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
    private const int GridsPerRun = 10;

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

    /// <summary>The exported model.</summary>
    internal string ModelPath => Path.Combine(Folder, "model.safetensors");

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
            var plot = new LossPlot();
            using var log = new JsonLinesObserver(Path.Combine(Folder, "log.jsonl"));
            using var sample = FirstBatch(samples);
            var grid = new ImageGridObserver(Folder, sample, Options.Phases.Sum(phase => phase.Images) / GridsPerRun);
            var result = TrainingDisplay.Show(display =>
            {
                using var trainer = new GanTrainer(generator, discriminators, Objective, Options, [display, log, plot, grid]);
                using var loader = new BatchLoader(pairs, new() { BatchSize = BatchSize });
                var trained = trainer.Train(new LoaderBatchSource(loader, Device), cancellationToken);
                GlGanModel.Save(ModelPath, (GlGanGenerator)trainer.Average, Task, trained.Images);
                ImageFile.Save(Path.Combine(Folder, "grid.png"), SampleGrid.Draw(trainer.Average, sample), synthetic: true);
                return trained;
            });
            plot.Save(Path.Combine(Folder, "losses.png"));
            return result;
        }
        finally
        {
            foreach (var discriminator in discriminators) discriminator.Dispose();
        }
    }

    private TrainingBatch FirstBatch(ITrainingTask task)
    {
        using var loader = new BatchLoader(task, new() { BatchSize = SampleCount });
        return new LoaderBatchSource(loader, Device).Next(CancellationToken.None);
    }
}
