using GlGan.Discriminators;
using GlGan.Losses;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Training;

[Collection("Tensors")]
public sealed class GanTrainerStepTests : IDisposable
{
    private readonly TrainingRig _rig = new();
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _rig.Dispose();
    }

    [Fact]
    public void Fifty_steps_leave_no_tensor_behind()
    {
        long early = 0, late = 0;
        var batches = new RandomBatches(TrainingRig.Options)
        {
            BeforeNext = made =>
            {
                if (made == 5) early = LiveTensors.Settled();
                if (made == 55) late = LiveTensors.Now();
            },
        };

        _rig.Train(new() { Phases = TrainingPhase.JointThenFineTuning(56), TickImages = 7 }, batches);

        Assert.True(early > 0);
        Assert.Equal(early, late);
    }

    [Fact]
    public void A_trainer_frees_what_it_made()
    {
        var before = LiveTensors.Settled();

        _rig.Train(new() { Phases = TrainingRig.Joint(2) });

        // The averaged generator is like the other.
        Assert.Equal(before + LiveTensors.Miscounted(_rig.Generator), LiveTensors.Settled());
    }

    [Fact]
    public void Training_on_one_batch_makes_the_generator_fit_it()
    {
        var recorder = new TickRecorder();

        _rig.Train(
            new() { Phases = TrainingRig.Joint(80), TickImages = 2, GeneratorLearningRate = 2e-3, Schedule = new ConstantSchedule() },
            new RandomBatches(TrainingRig.Options, batch: 2, fixedBatch: true),
            observer: recorder);

        var (first, last) = (recorder.Ticks[1].Losses, recorder.Ticks[^1].Losses);
        foreach (var name in (string[])["pixel", "global_pixel", "local_pixel"])
            Assert.True(last[name] < first[name] * 0.85, $"{name}: {first[name]:g4} → {last[name]:g4}");
    }

    [Theory]
    [InlineData(0.5, 4)]
    [InlineData(1, 8)]
    [InlineData(0, 0)]
    public void Statistics_of_the_generator_are_fixed_after_that_share_of_the_training(double share, int stepsThatLearnThem)
    {
        _rig.Train(new() { Phases = TrainingRig.Joint(16), FixStatisticsAfter = share }, new RandomBatches(TrainingRig.Options, batch: 2));

        var counters = _rig.Generator.state_dict().Where(entry => entry.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(counters);
        Assert.All(counters, counter => Assert.Equal(stepsThatLearnThem, counter.Value.item<long>()));
    }

    [Fact]
    public void Fine_tuning_leaves_GP_Gen_bitwise_as_it_is_and_trains_the_rest()
    {
        Dictionary<string, Tensor> global = [], local = [], fusion = [], discriminator = [];
        var batches = new RandomBatches(TrainingRig.Options)
        {
            BeforeNext = made =>
            {
                if (made != 2) return;
                global = TrainingRig.Snapshot(_rig.Generator.Global!);
                local = TrainingRig.Snapshot(_rig.Generator.Local["nose"]);
                fusion = TrainingRig.Snapshot(_rig.Generator.Fusion);
                discriminator = TrainingRig.Snapshot(_rig.Discriminators[0]);
            },
        };
        var start = TrainingRig.Snapshot(_rig.Generator.Global!);

        _rig.Train(new() { Phases = [new("joint", TrainedNetworks.All, 2), TrainingPhase.JointThenFineTuning(3)[1]], FixStatisticsAfter = 1 }, batches);

        Assert.NotEmpty(TrainingRig.Changed(start, _rig.Generator.Global!));
        Assert.Empty(TrainingRig.Changed(global, _rig.Generator.Global!));
        Assert.Equal(local.Count, TrainingRig.Changed(local, _rig.Generator.Local["nose"]).Length);
        Assert.Equal(fusion.Count, TrainingRig.Changed(fusion, _rig.Generator.Fusion).Length);
        Assert.Equal(discriminator.Count, TrainingRig.Changed(discriminator, _rig.Discriminators[0]).Length);
    }

    [Fact]
    public void Fine_tuning_without_the_local_pathway_leaves_the_whole_generator_as_it_is()
    {
        var generator = TrainingRig.Snapshot(_rig.Generator);
        var discriminators = _rig.Discriminators.Select(TrainingRig.Snapshot).ToArray();

        _rig.Train(new() { Phases = [TrainingPhase.JointThenFineTuning(2, local: false)[1]] });

        Assert.Empty(TrainingRig.Changed(generator, _rig.Generator));
        for (var i = 0; i < discriminators.Length; i++) Assert.Equal(discriminators[i].Count, TrainingRig.Changed(discriminators[i], _rig.Discriminators[i]).Length);
    }

    [Fact]
    public void A_phase_of_the_generator_alone_leaves_the_weights_of_the_discriminators()
    {
        var weights = _rig.Discriminators.Select(TrainingRig.Snapshot).ToArray();
        var generator = TrainingRig.Snapshot(_rig.Generator);

        _rig.Train(new() { Phases = [new("generator", TrainedNetworks.Generator, 2)] });

        for (var i = 0; i < weights.Length; i++) Assert.Empty(TrainingRig.Changed(weights[i], _rig.Discriminators[i]));
        Assert.Equal(generator.Count, TrainingRig.Changed(generator, _rig.Generator).Length);
    }

    [Fact]
    public void The_same_seed_gives_bitwise_the_same_weights()
    {
        using var again = new TrainingRig();
        using var other = new TrainingRig(seed: 2);
        TrainingRecipe options = new() { Phases = TrainingRig.Joint(5) };

        _rig.Train(options);
        manual_seed(77);
        again.Train(options);
        other.Train(options);

        foreach (var (first, second) in _rig.Networks.Zip(again.Networks)) Assert.Empty(TrainingRig.Changed(TrainingRig.Snapshot(first), second));
        Assert.NotEmpty(TrainingRig.Changed(TrainingRig.Snapshot(_rig.Generator), other.Generator));
    }

    [Fact]
    public void A_learning_rate_of_zero_changes_no_weight()
    {
        var before = _rig.Networks.Select(TrainingRig.Snapshot).ToArray();

        _rig.Train(new() { Phases = TrainingRig.Joint(3), GeneratorLearningRate = 0, DiscriminatorLearningRate = 0 });

        foreach (var (snapshot, network) in before.Zip(_rig.Networks))
            Assert.All(TrainingRig.Changed(snapshot, network), name => Assert.Matches("running_(mean|var)|num_batches_tracked", name));
    }

    [Fact]
    public void Each_learning_rate_moves_its_own_networks()
    {
        Dictionary<string, Tensor> generator = TrainingRig.Snapshot(_rig.Generator), discriminator = TrainingRig.Snapshot(_rig.Discriminators[0]);

        _rig.Train(new() { Phases = TrainingRig.Joint(1), GeneratorLearningRate = 1e-3, DiscriminatorLearningRate = 1e-5 });

        // The first step of Adam moves a weight by its learning rate, whatever the gradient.
        const string Weight = "fusion.head.weight";
        Assert.Equal(1e-3, TensorAssert.Distance(generator[Weight], _rig.Generator.get_parameter(Weight)!), 1e-5);
        const string Other = "scales.0.output.weight";
        Assert.Equal(1e-5, TensorAssert.Distance(discriminator[Other], _rig.Discriminators[0].get_parameter(Other)!), 1e-6);
    }

    [Fact]
    public void The_mean_over_scales_is_half_the_sum_of_two()
    {
        double FirstLoss(ScaleReduction scales)
        {
            using var rig = new TrainingRig();
            var recorder = new TickRecorder();
            var twoScales = rig.Discriminators.OfType<MultiScaleDiscriminator>().ToArray();
            using var trainer = new GanTrainer(rig.Generator, twoScales, new() { Objective = new() { Scales = scales, Terms = [] }, Phases = TrainingRig.Joint(1) }, [recorder]);
            trainer.Train(new RandomBatches(TrainingRig.Options), TestContext.Current.CancellationToken);
            return recorder.Ticks[^1].Losses["discriminator"];
        }

        var (sum, mean) = (FirstLoss(ScaleReduction.Sum), FirstLoss(ScaleReduction.Mean));

        Assert.True(mean > 0.1);
        Assert.Equal(sum, 2 * mean);
    }

    [Fact]
    public void Parameters_the_user_froze_stay_frozen()
    {
        var frozen = _rig.Discriminators[0].parameters().First();
        frozen.requires_grad = false;
        using var before = frozen.detach().clone();

        _rig.Train(new() { Phases = TrainingRig.Joint(3) });

        TensorAssert.Same(before, frozen);
        Assert.False(frozen.requires_grad);
    }

    [Fact]
    public void A_phase_may_have_rates_and_an_objective_of_its_own()
    {
        TrainingObjective pixels = new() { Terms = [new(new PixelLoss(), 1)] }, game = new() { Terms = [] };
        var phase = new TrainingPhase("phase", TrainedNetworks.All, 2);
        var (slow, fast) = (phase with { GeneratorLearningRate = 1e-4, DiscriminatorLearningRate = 2e-4 }, phase with { GeneratorLearningRate = 3e-4, DiscriminatorLearningRate = 4e-4 });
        Dictionary<string, Tensor> Train(TrainingPhase of, TrainingObjective objective, params TrainingPhase[] phases)
        {
            using var rig = new TrainingRig();
            TrainingRecipe options = new() { Phases = phases, GeneratorLearningRate = of.GeneratorLearningRate!.Value, DiscriminatorLearningRate = of.DiscriminatorLearningRate!.Value };
            rig.Train(options, objective: objective);
            return rig.Networks.SelectMany((network, i) => TrainingRig.Snapshot(network).Select(entry => ($"{i}.{entry.Key}", entry.Value))).ToDictionary();
        }

        var secondDiffers = Train(slow, pixels, phase, fast with { Objective = game });
        var firstDiffers = Train(fast, game, slow with { Objective = pixels }, phase);

        Assert.All(secondDiffers, entry => TensorAssert.Same(entry.Value, firstDiffers[entry.Key], entry.Key));
        Dictionary<string, Tensor>[] others = [Train(slow, pixels, phase, phase), Train(fast, game, phase, phase), Train(slow, pixels, phase, phase with { Objective = game }), Train(slow, pixels, phase, fast)];
        Assert.All(others, other => Assert.Contains(other, entry => !entry.Value.Equals(secondDiffers[entry.Key])));
    }

    [Fact]
    public void A_phase_with_a_rate_of_zero_changes_no_weight()
    {
        var before = TrainingRig.Snapshot(_rig.Generator.Fusion);
        var batches = new RandomBatches(TrainingRig.Options)
        {
            BeforeNext = made =>
            {
                if (made == 2) Assert.All(TrainingRig.Changed(before, _rig.Generator.Fusion), name => Assert.Matches("running_(mean|var)|num_batches_tracked", name));
            },
        };

        _rig.Train(new() { Phases = [new("first", TrainedNetworks.All, 2) { GeneratorLearningRate = 0 }, new("second", TrainedNetworks.All, 2)] }, batches);

        Assert.Contains(TrainingRig.Changed(before, _rig.Generator.Fusion), name => name.EndsWith("weight", StringComparison.Ordinal));
    }

    [Fact]
    public void Discriminators_see_adaptive_augmentation_with_the_probability_the_training_has_come_to()
    {
        using var critic = new OneWeightCritic();
        var batches = new RandomBatches(TrainingRig.Options);
        TrainingRecipe recipe = new()
        {
            Objective = new() { Adversarial = new NonSaturatingLoss(), Terms = [] },
            Phases = [new("discriminators", TrainedNetworks.Discriminators, 2)],
            Augmentation = new AdaptiveAugmentation(AdaptiveOperations.Brightness),
            // The critic calls all reals real, so that the first step makes 1 of 0.
            AugmentationControl = new() { IntervalSteps = 1, RampImages = 1 },
        };
        using var trainer = new GanTrainer(_rig.Generator, [critic], recipe);

        trainer.Train(batches, TestContext.Current.CancellationToken);

        var (before, after) = (Brightening(0), Brightening(1));
        Assert.Equal((0, 0), before);
        Assert.Equal(after.Least, after.Most, 1e-6);
        Assert.True(after.Least > 1e-3);

        (float Least, float Most) Brightening(int step)
        {
            using var batch = batches.Make(step);
            var changes = batch.Target.flatten().data<float>().Zip(critic.Seen[step], (shown, seen) => Math.Abs(seen - shown)).ToArray();
            return (changes.Min(), changes.Max());
        }
    }
}
