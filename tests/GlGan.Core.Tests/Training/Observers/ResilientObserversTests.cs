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
        List<ObserverFailure> reported = [];
        var observers = new ResilientObservers([before, bad, after], reported.Add);

        foreach (var images in (long[])[0, 10, 20, 30]) observers.OnTick(ExampleTick.At(images));

        Assert.Equal(2, calls);
        Assert.Equal(4, before.Ticks.Count);
        Assert.Equal(4, after.Ticks.Count);
        var failure = Assert.Single(reported);
        Assert.Same(bad, failure.Observer);
        Assert.Equal((10, "disk full"), (failure.Images, Assert.IsType<IOException>(failure.Error).Message));
        Assert.Equal(reported, observers.Failures);
    }

    [Fact]
    public void Failures_are_kept_when_nobody_asks_for_a_report()
    {
        var observers = new ResilientObservers([new TickRecorder(_ => throw new InvalidOperationException("a")), new TickRecorder(_ => throw new InvalidOperationException("b"))]);

        observers.OnTick(ExampleTick.At(0));
        observers.OnTick(ExampleTick.At(1));

        Assert.Equal(["a", "b"], observers.Failures.Select(failure => failure.Error.Message));
    }

    [Fact]
    public void A_report_that_throws_ends_the_training_on_purpose()
    {
        var observers = new ResilientObservers([new TickRecorder(_ => throw new IOException())], failure => throw failure.Error);

        Assert.Throws<IOException>(() => observers.OnTick(ExampleTick.At(0)));
    }
}
