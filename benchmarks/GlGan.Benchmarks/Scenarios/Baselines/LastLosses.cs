using GlGan.Training;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>Keeps the losses of the last tick.</summary>
internal sealed class LastLosses : ITrainingObserver
{
    /// <summary>Unweighted losses by name.</summary>
    internal IReadOnlyDictionary<string, double> Losses { get; private set; } = new Dictionary<string, double>();

    public void OnTick(TrainingTick tick) => Losses = tick.Losses;
}
