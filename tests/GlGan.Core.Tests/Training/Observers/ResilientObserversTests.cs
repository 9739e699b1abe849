using GlGan.Training;

namespace GlGan.Tests.Training;

public sealed class ResilientObserversTests
{
    [Fact]
    public void An_observer_that_throws_is_reported_once_and_not_called_again()
    {
        var calls = 0;
        var bad = new TickRecorder(_ =>
        {
            if (++calls == 2) throw new IOException("disk full");
        });
        TickRecorder before = new(), after = new();
        var observers = new ResilientObservers([before, bad, after]);

        foreach (var images in (long[])[0, 10, 20, 30]) observers.OnTick(ExampleTick.At(images));

        Assert.Equal(2, calls);
        Assert.All([before, after], recorder =>
        {
            Assert.Equal(4, recorder.Ticks.Count);
            Assert.Equal("TickRecorder failed and is not called again: disk full", Assert.Single(recorder.Notices));
        });
    }

    [Fact]
    public void Observers_that_fail_at_what_they_are_told_go_one_after_the_other()
    {
        var last = new TickRecorder();
        var observers = new ResilientObservers([new Mute(), new Mute(), last]);

        observers.OnNotice("first");
        observers.OnNotice("second");

        Assert.Equal(2, last.Notices.Count(notice => notice.StartsWith("Mute failed", StringComparison.Ordinal)));
        Assert.Equal("second", last.Notices[^1]);
    }

    [Fact]
    public void What_fails_without_anyone_to_tell_is_kept()
    {
        var observers = new ResilientObservers([new ActionObserver(_ => throw new IOException("disk full"))]);

        observers.OnTick(ExampleTick.At(0));
        observers.OnProgress(ExampleTick.At(10));

        Assert.Equal(["The function given as observer failed and is not called again: disk full"], observers.Notices);
    }

    private sealed class Mute : ITrainingObserver
    {
        public void OnTick(TrainingTick tick)
        {
        }

        public void OnNotice(string notice) => throw new InvalidOperationException("mute");
    }
}
