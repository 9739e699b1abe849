using System.Diagnostics;
using GlGan.Layers;
using GlGan.Tensors;
using GlGan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.FeatureTraining;

/// <summary>The loop of all trainings: batches are made while the last one is learned from, Adam's rate falls along half a cosine.</summary>
internal static class TrainingLoop
{
    private const int TickSteps = 20;

    /// <summary>Trains a network from the weights that it has.</summary>
    /// <param name="network">The network, in training mode; borrowed. It is moved to the device.</param>
    /// <param name="options">How.</param>
    /// <param name="device">Where.</param>
    /// <param name="prepare">Makes the batch of a step.</param>
    /// <param name="losses">What the network makes of a batch, and how bad that is; always the same losses.</param>
    /// <param name="progress">Told every twenty steps and at the end.</param>
    /// <param name="stop">Stops the training.</param>
    internal static void Run<TBatch>(
        nn.Module network, TrainingOptions options, Device device, Func<long, TBatch> prepare, Func<TBatch, IReadOnlyList<WeightedLoss>> losses, IProgress<TrainingTick> progress, CancellationToken stop)
    {
        network.to(device);
        ChannelsLast.Apply(network);
        using var operators = new FusedOperators();
        using var adam = new FusedAdam(operators, [.. network.named_parameters().Select(entry => (entry.name, entry.parameter))]);
        using var never = zeros([], ScalarType.Float32, device);
        var schedule = new CosineSchedule();
        var clock = Stopwatch.StartNew();
        var next = Prepare(0);
        double[] sums = [];
        double progressed = 0;
        for (long step = 0; progressed < 1; step++)
        {
            stop.ThrowIfCancellationRequested();
            using var scope = new TensorScope();
            var batch = next.GetAwaiter().GetResult();
            next = Prepare(step + 1);

            var parts = losses(batch);
            parts.Select(part => part.Value.Times(part.Weight)).Aggregate((sum, part) => sum.Plus(part)).backward();
            adam.Step(new AdamRates(options.LearningRate * schedule.Factor(progressed), 0.9, 0.999), never);

            var values = stack(parts.Select(part => part.Value.detach())).cpu().data<float>().ToArray();
            sums = [.. values.Select((value, i) => value + (sums.Length == 0 ? 0 : sums[i]))];
            progressed = Math.Max((step + 1.0) / options.Steps, clock.Elapsed / options.TimeLimit);
            if ((step + 1) % TickSteps != 0 && progressed < 1) continue;
            var means = parts.Select((part, i) => KeyValuePair.Create(part.Name, sums[i] / (step % TickSteps + 1))).ToDictionary();
            progress.Report(new TrainingTick((step + 1) * options.BatchSize, clock.Elapsed, means));
            sums = [];
        }

        Task<TBatch> Prepare(long step) => Task.Run(() => prepare(step), stop);
    }
}
