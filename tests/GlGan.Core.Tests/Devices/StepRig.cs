using GlGan.Batches;
using GlGan.Discriminators;
using GlGan.Generators;
using GlGan.Pairs;
using GlGan.Tensors;
using GlGan.Tests.Training;
using GlGan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Tests.Devices;

/// <summary>Steps of a recipe on noise, from the same weights and the same batches wherever they are made.</summary>
internal sealed class StepRig : IDisposable
{
    private readonly FusedOperators _operators;
    private readonly TrainingRecipe _recipe;
    private readonly RandomBatches _batches;
    private readonly Device _device;
    private readonly ScalarType _type;
    private long _steps;

    internal StepRig(TrainingRecipe recipe, Device device, ScalarType type = ScalarType.Float32, FusedOperators? operators = null)
    {
        (_recipe, _device, _type, _operators) = (recipe, device, type, operators ?? new());
        _batches = new RandomBatches(recipe.Generator, recipe.BatchSize);
        Generator = new GlGanGenerator(recipe.Generator, seed: 1);
        Discriminators = recipe.Discriminators.WithOutputs(recipe.Objective.Adversarial.Outputs).Create(recipe.Generator.Regions, seed: 2);
        foreach (var network in Discriminators.Append<nn.Module>(Generator)) network.to(device, type);
        Step = new TrainingStep(_operators, Generator, Discriminators, recipe, device);
    }

    /// <summary>What the steps train.</summary>
    internal TrainedNetworks Trains { get; init; } = TrainedNetworks.All;

    internal GlGanGenerator Generator { get; }

    internal IReadOnlyList<Discriminator> Discriminators { get; }

    internal TrainingStep Step { get; }

    /// <summary>Batches of one step, on the device; the caller disposes them.</summary>
    internal TrainingBatch[] Batches() => [.. Enumerable.Range(0, _recipe.Accumulation).Select(_ =>
    {
        using var batch = _batches.Next(TestContext.Current.CancellationToken);
        return new TrainingBatch(batch.Input.To(_device, _type), batch.Target.to(_type, _device, copy: true));
    })];

    internal void Run()
    {
        var batches = Batches();
        Run(batches);
        foreach (var batch in batches) batch.Dispose();
    }

    internal void Run(IReadOnlyList<TrainingBatch> batches) => Step.Run(
        batches, BatchShare.For(batches.Count, 0, 1), batches.Sum(batch => batch.Target.shape[0]), _recipe.Phases[0] with { Trains = Trains }, _recipe.Objective, 1, _steps++, seed: 5);

    public void Dispose()
    {
        Step.Dispose();
        foreach (var network in Discriminators.Append<nn.Module>(Generator)) network.Dispose();
        _operators.Dispose();
    }
}
