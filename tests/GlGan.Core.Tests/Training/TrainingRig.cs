using GlGan.Batches;
using GlGan.Discriminators;
using GlGan.Generators;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Training;

/// <summary>The Tiny preset, ready to train.</summary>
internal sealed class TrainingRig(ulong seed = 1) : IDisposable
{
    internal static readonly GlGanGeneratorOptions Options = GlGanPreset.Tiny.Generator;

    internal GlGanGenerator Generator { get; } = new(Options, seed);

    internal IReadOnlyList<Discriminator> Discriminators { get; } = GlGanPreset.Tiny.Discriminators.Create(Options.Regions, seed);

    internal IEnumerable<nn.Module> Networks => [Generator, .. Discriminators];

    internal static IReadOnlyList<TrainingPhase> Joint(long images) => [new("joint", TrainedNetworks.All, images)];

    internal TrainingResult Train(
        TrainingRecipe recipe,
        IBatchSource? batches = null,
        TrainingObjective? objective = null,
        ITrainingObserver? observer = null,
        TimeProvider? time = null,
        CancellationTokenSource? cancellation = null)
    {
        using var trainer = new GanTrainer(Generator, Discriminators, objective is null ? recipe : recipe with { Objective = objective }, observer is null ? [] : [observer], time: time);
        return trainer.Train(batches ?? new RandomBatches(Options), cancellation?.Token ?? TestContext.Current.CancellationToken);
    }

    /// <summary>Copies of all parameters and buffers of a module; the caller's scope owns them.</summary>
    internal static Dictionary<string, Tensor> Snapshot(nn.Module module) =>
        module.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());

    /// <summary>Names of the parameters and buffers that differ from a snapshot.</summary>
    internal static string[] Changed(Dictionary<string, Tensor> before, nn.Module module) =>
        [.. module.state_dict().Where(entry => !entry.Value.Equals(before[entry.Key])).Select(entry => entry.Key)];

    public void Dispose()
    {
        foreach (var network in Networks) network.Dispose();
    }
}
