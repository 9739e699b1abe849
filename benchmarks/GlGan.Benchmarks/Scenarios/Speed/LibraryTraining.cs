using GlGan.Batches;
using GlGan.Collectives;
using GlGan.Discriminators;
using GlGan.Generators;
using GlGan.Pairs;
using GlGan.Tensors;
using GlGan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>The library's training step: discriminators, generator, average.</summary>
internal sealed class LibraryTraining : IContender
{
    private readonly FusedOperators _operators = new();
    private readonly TrainingObjective _objective;
    private readonly TrainingPhase _phase;
    private readonly GlGanGenerator _generator;
    private readonly FaceGenerator _averaged;
    private readonly IReadOnlyList<Discriminator> _discriminators;
    private readonly TrainingStep _step;
    private readonly ExponentialMovingAverage _average;
    private readonly TrainingBatch _batch;
    private readonly BatchShare _share;
    private readonly long _images;
    private long _steps;

    /// <param name="task">In the scenario <c>fine-tuning-step</c> GP-Gen is frozen.</param>
    internal LibraryTraining(SpeedTask task)
        : this(
            new() { Generator = task.Preset.Generator, Discriminators = task.Preset.Discriminators, Phases = TrainingPhase.JointThenFineTuning(1000) },
            task.Scenario == "fine-tuning-step" ? 1 : 0,
            task.Batch)
    {
    }

    /// <param name="recipe">Networks and objective.</param>
    /// <param name="phase">The phase whose steps are taken.</param>
    /// <param name="batch">Images at once.</param>
    /// <param name="ranks">Processes with a batch each; <see langword="null"/> for this one alone.</param>
    /// <param name="device">Where to train; <see langword="null"/> for the CPU.</param>
    internal LibraryTraining(TrainingRecipe recipe, int phase, int batch, ICollective? ranks = null, Device? device = null)
    {
        ranks ??= SingleProcess.Instance;
        device ??= CPU;
        (_share, _images) = (BatchShare.For(ranks.Size, ranks.Rank, ranks.Size), (long)ranks.Size * batch);
        (_phase, _objective) = (recipe.Phases[phase], recipe.Objective);
        _generator = new GlGanGenerator(recipe.Generator, seed: 1);
        _discriminators = recipe.Discriminators.WithOutputs(recipe.Objective.Adversarial.Outputs).Create(recipe.Generator.Regions, seed: 2);
        if (!_phase.Trains.HasFlag(TrainedNetworks.Global))
        {
            _generator.Global!.eval();
            foreach (var parameter in _generator.Global.parameters()) parameter.requires_grad = false;
        }

        foreach (var network in _discriminators.Append<nn.Module>(_generator)) network.to(device);
        _step = new TrainingStep(_operators, _generator, _discriminators, recipe, device, ranks);
        _averaged = _generator.CreateTwin();
        _averaged.to(device);
        _average = new ExponentialMovingAverage(_operators, _generator, _averaged, recipe.AverageHalfLifeImages);
        using GeneratorInput input = RandomInput.Create(recipe.Generator, batch, seed: 3);
        using var target = RandomInput.Target(recipe.Generator, batch, seed: 4);
        _batch = new TrainingBatch(input.To(device, ScalarType.Float32), target.to(device, copy: true));
    }

    /// <summary>Waits until the device has made all steps.</summary>
    internal void Wait() => _ = _step.BadSteps.InRow;

    /// <summary>Allows what the recipe allows on CUDA, until the result is disposed.</summary>
    internal IDisposable BeginTraining() => _step.Precision.BeginTraining();

    public void Run()
    {
        _step.Run([_batch], _share, _images, _phase, _objective, 1, _steps++, seed: 0);
        _average.Update(_images, _steps * _images);
    }

    /// <summary>Checkpoints of the whole training in a store; to be used while this lives.</summary>
    internal TrainingCheckpoints Checkpoints(CheckpointStore store) => new(store, _generator, _averaged, _discriminators, _step, new TrainingRecipe(), new TrainingScores([], _averaged, everyImages: 1, SingleProcess.Instance), () => null, SingleProcess.Instance);

    public void Dispose()
    {
        _batch.Dispose();
        _step.Dispose();
        _averaged.Dispose();
        foreach (var discriminator in _discriminators) discriminator.Dispose();
        _generator.Dispose();
        _operators.Dispose();
    }
}
