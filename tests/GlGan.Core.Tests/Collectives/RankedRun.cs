using GlGan.Batches;
using GlGan.Collectives;
using GlGan.Discriminators;
using GlGan.Generators;
using GlGan.Losses;
using GlGan.Pairs;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Collectives;

/// <summary>
/// A training of the Tiny preset with everything on, on one rank or several: R1 every other step, adaptive augmentation, average, image pool, batch and spectral normalisation, clipping. It
/// ends with all its tensors as bytes.
/// </summary>
internal sealed class RankedRun : ITrainingObserver
{
    internal const int Batch = 2;

    internal List<string> Notices { get; } = [];

    internal List<(long Images, IReadOnlyDictionary<string, double> Losses)> Ticks { get; } = [];

    internal IReadOnlyDictionary<string, byte[]> Tensors { get; private set; } = new Dictionary<string, byte[]>();

    internal TrainingResult? Result { get; private set; }

    internal static TrainingRecipe Recipe(int steps, int accumulation = 1) => new()
    {
        Objective = new TrainingObjective { Adversarial = new HingeLoss(), Penalties = [new R1Penalty(1, 2)] },
        Phases = [new("joint", TrainedNetworks.All, (long)steps * Batch * accumulation)],
        GeneratorLearningRate = 5e-4,
        BatchSize = Batch,
        Accumulation = accumulation,
        GradientNormLimit = 10,
        ImagePoolSize = 5,
        Augmentation = new AdaptiveAugmentation(),
        AugmentationControl = new() { Target = -1, IntervalSteps = 2, RampImages = 40 },
        TickImages = 4 * Batch,
        Seed = 4,
    };

    /// <summary>Runs one rank.</summary>
    /// <param name="ranks">The ranks; <see langword="null"/> for one process.</param>
    /// <param name="recipe">How to train.</param>
    /// <param name="folder">Folder of checkpoints, which are written at every tick; <see langword="null"/> for none.</param>
    /// <param name="resume">Whether it goes on from there.</param>
    /// <param name="source">Batches, made of those that a loader makes.</param>
    /// <param name="stop">Asks this rank for an early end.</param>
    /// <param name="batch">Images of a batch.</param>
    internal static RankedRun Train(
        ICollective? ranks, TrainingRecipe recipe, string? folder = null, bool resume = false, Func<IBatchSource, GlGanGenerator, IBatchSource>? source = null, CancellationTokenSource? stop = null,
        int batch = Batch)
    {
        var run = new RankedRun();
        using var scope = NewDisposeScope();
        var preset = GlGanPreset.Tiny;
        // Of other weights on every rank: only those of rank 0 count.
        var seed = 1 + (ulong)(ranks?.Rank ?? 0);
        PatchDiscriminatorOptions patch = new() { BaseChannels = 8, Layers = 1, Outputs = recipe.Objective.Adversarial.Outputs, Conditional = true, SpectralNorm = true };
        using var generator = new GlGanGenerator(preset.Generator, seed);
        var discriminators = new DiscriminatorSetOptions { MultiScale = patch, Region = patch with { Conditional = false } }.Create(preset.Generator.Regions, seed);
        using var trainer = new GanTrainer(generator, discriminators, recipe, [run], folder is null ? null : new CheckpointStore(folder, new() { EveryImages = 1 }), ranks: ranks);
        using var loader = new BatchLoader(new FrontalViewTask(new(3), new() { ImageSize = 32 }), new() { BatchSize = batch, Workers = 1 });
        if (resume) Assert.NotNull(trainer.Resume());
        var batches = new LoaderBatchSource(loader, CPU);
        run.Result = trainer.Train(source?.Invoke(batches, generator) ?? batches, stop?.Token ?? CancellationToken.None);
        run.Tensors = new[] { generator, trainer.Average }.Concat<nn.Module>(discriminators)
            .SelectMany((network, i) => network.state_dict().Select(entry => ($"{i}.{entry.Key}", entry.Value.bytes.ToArray()))).ToDictionary();
        foreach (var discriminator in discriminators) discriminator.Dispose();
        return run;
    }

    /// <summary>Names of the tensors whose bits differ from those of another run.</summary>
    internal IEnumerable<string> DifferencesFrom(RankedRun other) => Tensors.Where(entry => !entry.Value.AsSpan().SequenceEqual(other.Tensors[entry.Key])).Select(entry => entry.Key);

    void ITrainingObserver.OnTick(TrainingTick tick) => Ticks.Add((tick.Images, tick.Losses));

    void ITrainingObserver.OnNotice(string notice) => Notices.Add(notice);
}
