using GlGan.Training;

namespace GlGan.Tests.Training;

/// <summary>Remembers ticks, and calls back at each.</summary>
internal sealed class TickRecorder(Action<TrainingTick>? onTick = null) : ITrainingObserver
{
    internal List<TrainingTick> Ticks { get; } = [];

    public void OnTick(TrainingTick tick)
    {
        Ticks.Add(tick);
        onTick?.Invoke(tick);
    }
}
