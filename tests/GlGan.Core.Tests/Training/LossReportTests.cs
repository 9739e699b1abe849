using GlGan.Losses;
using GlGan.Tests.Losses;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Training;

/// <summary>Losses and penalties log numbers of their own. That these survive a resume is in <see cref="ResumeTests"/>.</summary>
[Collection("Tensors")]
public sealed class LossReportTests : IDisposable
{
    private readonly TrainingRig _rig = new();
    private readonly TickRecorder _recorder = new();
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _rig.Dispose();
    }

    [Fact]
    public void A_tick_tells_the_mean_of_what_a_loss_reported_since_the_last()
    {
        _rig.Train(new() { Phases = TrainingRig.Joint(7), TickImages = 3 }, objective: new() { Terms = [new(new Parts(), 5)] }, observer: _recorder);

        Assert.Equal([2, 5, 7], _recorder.Ticks.Skip(1).Select(tick => tick.Losses["parts/calls"]));
        Assert.Equal([3, 6, 8], _recorder.Ticks.Skip(1).Select(tick => tick.Losses["parts/neighbours"]));
        Assert.All(_recorder.Ticks.Skip(1), tick => Assert.Equal(0.25, tick.Losses["parts/quarter"]));
    }

    [Fact]
    public void A_generator_loss_can_tell_how_sure_discriminators_are()
    {
        using var critic = new OneWeightCritic();
        var objective = new TrainingObjective { Adversarial = new NonSaturatingLoss(), Terms = [new(new PixelLoss(), 1), new(new SignsLoss(), 0)] };
        using var trainer = new GanTrainer(_rig.Generator, [critic], new() { Objective = objective, Phases = TrainingRig.Joint(2) }, [_recorder]);

        trainer.Train(new RandomBatches(TrainingRig.Options), TestContext.Current.CancellationToken);

        // It calls reals and fakes alike real.
        Assert.Equal((1, 1), (_recorder.Ticks[^1].Losses["signs/real"], _recorder.Ticks[^1].Losses["signs/fake"]));
    }

    [Fact]
    public void A_penalty_reports_on_its_steps_and_discriminators_are_averaged()
    {
        _rig.Train(new() { Phases = TrainingRig.Joint(6), TickImages = 3 }, objective: new() { Penalties = [new Odd()], Terms = [] }, observer: _recorder);

        // Two discriminators, steps 0 and 2, then 4.
        Assert.Equal([2.5, 5.5], _recorder.Ticks.Skip(1).Select(tick => tick.Losses["odd/calls"]));
    }

    [Fact]
    public void Reports_go_into_every_step_whatever_their_gradients()
    {
        TrainingRecipe options = new() { Phases = TrainingRig.Joint(3) };
        using var silent = new TrainingRig();
        TrainingObjective Objective(bool reports) => new() { Terms = [new(new Brightness(reports), 1)] };

        _rig.Train(options, objective: Objective(true), observer: _recorder);
        silent.Train(options, objective: Objective(false));

        Assert.Contains("brightness/half", _recorder.Ticks[^1].Losses.Keys);
        foreach (var (first, second) in _rig.Networks.Zip(silent.Networks)) Assert.Empty(TrainingRig.Changed(TrainingRig.Snapshot(first), second));
    }

    [Fact]
    public void Without_a_training_reports_go_nowhere_and_wrong_ones_are_named_all_the_same()
    {
        var (image, value) = (zeros(1, 3, 4, 4), ones(3));
        using var critic = new OneWeightCritic();
        Action<string, Tensor>[] reports = [LossContexts.Images(image, image, image).Report, new DiscriminatorPenaltyContext(critic, new(image), new(image), 1, 1).Report];

        foreach (var report in reports)
        {
            report("name", value);

            Assert.Throws<ArgumentException>("name", () => report("", value));
            Assert.Throws<ArgumentNullException>("value", () => report("name", null!));
        }

        Assert.Equal(3, value.sum().item<float>());
    }

    /// <summary>Reports numbers, several at once, and one that is no float32.</summary>
    private sealed class Parts : IGeneratorLoss
    {
        private int _calls;

        public string Name => "parts";

        public Tensor Compute(GeneratorLossContext context)
        {
            using var scope = NewDisposeScope();
            _calls++;
            context.Report("calls", tensor((float)_calls));
            context.Report("neighbours", tensor(new[,] { { (float)_calls, _calls + 2 } }));
            context.Report("quarter", tensor([true, false, false, false]));
            return zeros([]).MoveToOuterDisposeScope();
        }
    }

    /// <summary>Every second step: 1, 2, 3, ..., each call.</summary>
    private sealed class Odd : IDiscriminatorPenalty
    {
        private int _calls;

        public string Name => "odd";

        public int Interval => 2;

        public Tensor Compute(DiscriminatorPenaltyContext context)
        {
            using var scope = NewDisposeScope();
            context.Report("calls", tensor((float)++_calls));
            return context.Discriminator.parameters().First().mean().MoveToOuterDisposeScope();
        }
    }

    private sealed class Brightness(bool reports) : IGeneratorLoss
    {
        public string Name => "brightness";

        public Tensor Compute(GeneratorLossContext context)
        {
            using var scope = NewDisposeScope();
            var mean = context.Output.Image.mean();
            if (reports) context.Report("half", context.Output.Image.chunk(2, 3)[0]);
            return mean.MoveToOuterDisposeScope();
        }
    }
}
