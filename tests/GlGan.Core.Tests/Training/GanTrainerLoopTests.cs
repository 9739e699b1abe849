using GlGan.Losses;
using GlGan.Training;

namespace GlGan.Tests.Training;

[Collection("Tensors")]
public sealed class GanTrainerLoopTests : IDisposable
{
    private readonly TrainingRig _rig = new();
    private readonly TickRecorder _recorder = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void Ticks_come_at_the_promised_image_counts_with_finite_losses()
    {
        var result = _rig.Train(new() { Phases = TrainingPhase.JointThenFineTuning(24), TickImages = 10 }, new RandomBatches(TrainingRig.Options, batch: 2), observer: _recorder);

        Assert.Equal([0, 10, 20, 24], _recorder.Ticks.Select(tick => tick.Images));
        Assert.Equal([0, 5, 10, 12], _recorder.Ticks.Select(tick => tick.Steps));
        Assert.Equal([false, false, false, true], _recorder.Ticks.Select(tick => tick.IsLast));
        Assert.Equal(["joint", "joint", "joint", "fine-tuning"], _recorder.Ticks.Select(tick => tick.Phase));
        Assert.All(_recorder.Ticks, tick => Assert.Equal(24, tick.TotalImages));
        Assert.Empty(_recorder.Ticks[0].Losses);
        string[] names = ["discriminator", "generator", "feature_matching", "pixel", "global_pixel", "local_pixel"];
        foreach (var tick in _recorder.Ticks.Skip(1))
        {
            Assert.Equal(names, tick.Losses.Keys);
            Assert.All(tick.Losses.Values, value => Assert.InRange(value, 1e-6, 100));
        }

        Assert.Equal((24, 12, false), (result.Images, result.Steps, result.Canceled));
    }

    [Fact]
    public void A_tick_tells_the_mean_of_each_loss_since_the_last()
    {
        var objective = new TrainingObjective { Terms = [new(new CountingLoss(), 5)] };

        _rig.Train(new() { Phases = TrainingRig.Joint(7), TickImages = 3 }, objective: objective, observer: _recorder);

        Assert.Equal([2, 5, 7], _recorder.Ticks.Skip(1).Select(tick => tick.Losses["counting"]));
    }

    [Fact]
    public void A_plan_that_no_batch_divides_ends_with_the_batch_that_fills_it()
    {
        var time = new ManualTime { PerLook = TimeSpan.FromMilliseconds(10) };

        var result = _rig.Train(new() { Phases = TrainingRig.Joint(3), TickImages = 1 }, new RandomBatches(TrainingRig.Options, batch: 2), observer: _recorder, time: time);

        Assert.Equal(4, result.Images);
        Assert.Equal([0, 2, 4], _recorder.Ticks.Select(tick => tick.Images));
        Assert.All(_recorder.Ticks, tick => Assert.True(tick.Remaining >= TimeSpan.Zero, $"{tick.Remaining} remain after {tick.Images} images."));
        Assert.Equal(TimeSpan.Zero, _recorder.Ticks[^1].Remaining);
    }

    [Fact]
    public void The_learning_rate_falls_linearly_after_the_middle()
    {
        _rig.Train(new() { Phases = TrainingRig.Joint(8), TickImages = 1 }, observer: _recorder);

        Assert.Equal([1, 1, 1, 1, 1, 1, 0.75, 0.5, 0.25], _recorder.Ticks.Select(tick => tick.LearningRateFactor));
    }

    [Fact]
    public void A_time_limit_ends_training_and_drives_the_schedule()
    {
        var time = new ManualTime();
        var batches = new RandomBatches(TrainingRig.Options) { BeforeNext = _ => time.Advance(TimeSpan.FromSeconds(1)) };

        var result = _rig.Train(
            new() { Phases = TrainingRig.Joint(1_000_000), TickImages = 1, TimeLimit = TimeSpan.FromSeconds(8) }, batches, observer: _recorder, time: time);

        Assert.Equal((8, false, TimeSpan.FromSeconds(8)), (result.Images, result.Canceled, result.Elapsed));
        Assert.Equal([1, 1, 1, 1, 1, 0.75, 0.5, 0.25, 0], _recorder.Ticks.Select(tick => tick.LearningRateFactor));
        Assert.Equal(Enumerable.Range(0, 9).Select(second => TimeSpan.FromSeconds(8 - second)), _recorder.Ticks.Select(tick => tick.Remaining));
        Assert.All(_recorder.Ticks.Skip(1), tick => Assert.Equal(1, tick.ImagesPerSecond, 1e-9));
        Assert.True(_recorder.Ticks[^1].IsLast);
    }

    [Fact]
    public void A_time_limit_drives_the_phases()
    {
        var time = new ManualTime();
        var batches = new RandomBatches(TrainingRig.Options) { BeforeNext = _ => time.Advance(TimeSpan.FromSeconds(1)) };

        _rig.Train(new() { Phases = TrainingPhase.JointThenFineTuning(1000), TickImages = 1, TimeLimit = TimeSpan.FromSeconds(10) }, batches, observer: _recorder, time: time);

        Assert.Equal([.. Enumerable.Repeat("joint", 10), "fine-tuning"], _recorder.Ticks.Select(tick => tick.Phase));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(130)]
    [InlineData(700)]
    public void Exactly_one_tick_is_the_last_whenever_the_time_runs_out(int millisecondsPerLook)
    {
        var time = new ManualTime { PerLook = TimeSpan.FromMilliseconds(millisecondsPerLook) };

        _rig.Train(new() { Phases = TrainingPhase.JointThenFineTuning(100), TickImages = 50, TimeLimit = TimeSpan.FromSeconds(0.5) }, observer: _recorder, time: time);

        Assert.True(_recorder.Ticks[^1].IsLast);
        Assert.Single(_recorder.Ticks, tick => tick.IsLast);
        Assert.All(_recorder.Ticks, tick => Assert.True(tick.Remaining >= TimeSpan.Zero));
    }

    [Fact]
    public void Cancellation_in_a_step_finishes_it_and_says_so()
    {
        using var cancellation = new CancellationTokenSource();
        var recorder = new TickRecorder(tick =>
        {
            if (tick.Images == 2) cancellation.Cancel();
        });

        var result = _rig.Train(new() { Phases = TrainingRig.Joint(10), TickImages = 1 }, observer: recorder, cancellation: cancellation);

        Assert.True(result.Canceled);
        Assert.InRange(result.Images, 2, 3);
        Assert.Single(recorder.Ticks, tick => tick.IsLast);
        Assert.True(recorder.Ticks[^1].IsLast);
    }

    [Fact]
    public void Cancellation_while_waiting_for_a_batch_ends_with_a_last_tick()
    {
        using var cancellation = new CancellationTokenSource();
        var batches = new RandomBatches(TrainingRig.Options)
        {
            BeforeNext = made =>
            {
                if (made == 2) cancellation.Cancel();
            },
        };

        var result = _rig.Train(new() { Phases = TrainingPhase.JointThenFineTuning(100) }, batches, observer: _recorder, cancellation: cancellation);

        Assert.Equal((2, true), (result.Images, result.Canceled));
        Assert.Equal([(0, false, "joint"), (2, true, "joint")], _recorder.Ticks.Select(tick => (tick.Images, tick.IsLast, tick.Phase)));
    }

    [Fact]
    public void A_plan_that_was_done_was_not_canceled()
    {
        using var cancellation = new CancellationTokenSource();
        var recorder = new TickRecorder(tick =>
        {
            if (tick.IsLast) cancellation.Cancel();
        });

        Assert.False(_rig.Train(new() { Phases = TrainingRig.Joint(1) }, observer: recorder, cancellation: cancellation).Canceled);
    }

    [Fact]
    public void Invalid_options_list_all_errors()
    {
        TrainingRecipe options = new()
        {
            Phases = [new("a", TrainedNetworks.All, 0), new("b", TrainedNetworks.None, 1)],
            GeneratorLearningRate = -1,
            DiscriminatorLearningRate = -2,
            Beta1 = 1,
            Beta2 = -0.5,
            AverageHalfLifeImages = -3,
            TickImages = 0,
            TimeLimit = TimeSpan.Zero,
        };

        var message = Assert.Throws<ArgumentException>("recipe", () => _rig.Train(options)).Message;

        Assert.Equal(9, message.Split('\n').Count(line => line.StartsWith("- ")));
        Assert.Contains("Phase 'a' must have at least 1 image; got 0.", message);
        Assert.Contains("Beta1 must be in [0, 1); got 1.", message);
        Assert.Contains("at least one phase", Assert.Throws<ArgumentException>("recipe", () => _rig.Train(new() { Phases = [] })).Message);
    }

    [Fact]
    public void An_invalid_objective_lists_all_errors()
    {
        TrainingObjective objective = new() { AdversarialWeight = -1, Terms = [new(new PixelLoss(), -2), new(new PixelLoss(), 1)] };

        var message = Assert.Throws<ArgumentException>("recipe", () => _rig.Train(new(), objective: objective)).Message;

        Assert.Equal(3, message.Split('\n').Count(line => line.StartsWith("- ")));
        Assert.Contains("'pixel' is given more than once", message);
    }

    [Fact]
    public void A_trainer_wants_a_discriminator() =>
        Assert.Throws<ArgumentException>("discriminators", () => new GanTrainer(_rig.Generator, [], new()));
}
