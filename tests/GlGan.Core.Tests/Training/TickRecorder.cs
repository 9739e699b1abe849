using GlGan.Training;

namespace GlGan.Tests.Training;

/// <summary>Remembers ticks and notices, and calls back at each tick.</summary>
internal sealed class TickRecorder(Action<TrainingTick>? onTick = null) : ITrainingObserver
{
    internal List<TrainingTick> Ticks { get; } = [];

    internal List<string> Notices { get; } = [];

    public void OnNotice(string notice) => Notices.Add(notice);

    public void OnTick(TrainingTick tick)
    {
        Ticks.Add(tick);
        onTick?.Invoke(tick);
    }
}
