using System.Text.Json;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Training;

[Collection("Tensors")]
public sealed class AugmentationControllerTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void The_probability_rises_by_images_over_ramp_while_the_discriminators_are_always_right()
    {
        using var controller = new AugmentationController();

        for (var step = 1; step <= 12; step++)
        {
            controller.Observe(ones(8, 1, 3, 3));
            controller.EndStep(8);

            // Four steps of eight images, of 500,000.
            Assert.Equal(step / 4 * 4 * 8 / 500_000.0, controller.Probability, 1e-15);
        }
    }

    [Fact]
    public void The_probability_falls_while_they_are_wrong_and_is_never_negative()
    {
        using var controller = Risen(0.5);

        Steps(controller, 4, zeros(2, 1, 2, 2) - 1);
        Assert.Equal(0.4, controller.Probability, 1e-12);
        Steps(controller, 40, zeros(2, 1, 2, 2) - 1);
        Assert.Equal(0, controller.Probability);
    }

    [Fact]
    public void The_probability_ends_at_one()
    {
        using var controller = Risen(0.95);

        Steps(controller, 8, ones(1, 1, 1, 1));

        Assert.Equal(1, controller.Probability);
    }

    [Theory]
    [InlineData(9, 1)]
    [InlineData(8, 0)]
    [InlineData(7, -1)]
    public void The_target_divides_rising_from_falling(int right, int direction)
    {
        // Eight of ten right have a mean sign of 0.6, up to the rounding of a float32: the target is what that mean is.
        var logits = cat([ones(right), ones(10 - right).neg()]).view(10, 1, 1, 1);
        using var controller = new AugmentationController(new() { Target = tensor(0.6f).item<float>(), RampImages = 40 });
        controller.Restore(new(0.5, 0, 0, 0, 0));

        Steps(controller, 4, logits);

        Assert.Equal(0.5 + 0.1 * direction, controller.Probability, 1e-6);
    }

    [Fact]
    public void With_two_classes_the_sign_is_that_of_real_minus_fake()
    {
        using var controller = Risen(0.5);
        var real = tensor([-5f, -6f]).view(1, 2, 1, 1);

        Steps(controller, 4, real.expand(3, 2, 2, 2));
        Assert.Equal(0.6, controller.Probability, 1e-12);
        Steps(controller, 4, real.flip(1));
        Assert.Equal(0.5, controller.Probability, 1e-12);
    }

    [Fact]
    public void Every_observation_counts_the_same_however_many_patches_it_has()
    {
        using var controller = Risen(0.5);
        for (var step = 0; step < 4; step++)
        {
            controller.Observe(ones(1, 1, 30, 30));
            controller.Observe(ones(1, 1, 1, 1).neg());
            controller.EndStep(1);
        }

        Assert.Equal(0.4, controller.Probability, 1e-12);
    }

    [Fact]
    public void Without_observations_the_probability_stays_and_NaN_is_undecided()
    {
        using var controller = Risen(0.5);

        for (var step = 0; step < 4; step++) controller.EndStep(1);
        Assert.Equal(0.5, controller.Probability);
        Steps(controller, 4, full([1, 1, 1, 1], float.NaN));
        Assert.Equal(0.4, controller.Probability, 1e-12);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(7)]
    public void A_state_saved_as_JSON_continues_bit_by_bit(int before)
    {
        using var uninterrupted = new AugmentationController(new() { Target = 0.3, RampImages = 777 });
        using var interrupted = new AugmentationController(new() { Target = 0.3, RampImages = 777 });
        for (var step = 0; step < before; step++) Step(interrupted, step);
        var saved = JsonSerializer.Serialize(interrupted.State);

        using var resumed = new AugmentationController(new() { Target = 0.3, RampImages = 777 });
        resumed.Restore(JsonSerializer.Deserialize<AugmentationState>(saved)!);
        Assert.Equal(interrupted.State, resumed.State);
        for (var step = 0; step < 25; step++)
        {
            Step(uninterrupted, step);
            if (step >= before) Step(resumed, step);
        }

        Assert.Equal(uninterrupted.State, resumed.State);
        Assert.NotEqual(0, resumed.Probability);

        static void Step(AugmentationController controller, int step)
        {
            using var random = TestDevice.Random((ulong)step);
            controller.Observe(randn(3, 1, 3, 7, generator: random) + 1.5f);
            controller.Observe(randn(3, 2, 2, 2, generator: random));
            controller.EndStep(3);
        }
    }

    [Fact]
    public void Only_the_sums_stay_alive()
    {
        var logits = ones(1, 2, 1, 1);
        var controller = new AugmentationController();
        controller.Observe(logits);
        var before = LiveTensors.Settled();

        controller.Observe(logits);
        controller.Restore(controller.State);
        Assert.Equal(before, LiveTensors.Now());

        controller.Dispose();
        Assert.Equal(before - 2, LiveTensors.Now());
    }

    [Fact]
    public void Wrong_options_states_and_logits_are_named()
    {
        var wrong = new AugmentationControllerOptions { Target = 2, IntervalSteps = 0, RampImages = double.NaN };
        var message = Assert.Throws<ArgumentException>("options", () => new AugmentationController(wrong)).Message;
        foreach (var name in new[] { "Target", "IntervalSteps", "RampImages" }) Assert.Contains(name, message);

        using var controller = new AugmentationController();
        Assert.Throws<ArgumentException>("state", () => controller.Restore(new(1.5, 0, 0, 0, 0)));
        Assert.Throws<ArgumentException>("realLogits", () => controller.Observe(ones(1, 3, 1, 1)));
        Assert.Throws<ArgumentException>("realLogits", () => controller.Observe(ones(1)));
        Assert.Throws<ArgumentOutOfRangeException>("images", () => controller.EndStep(-1));
    }

    /// <summary>A controller at a probability, which a step of one image changes by a fortieth.</summary>
    private static AugmentationController Risen(double probability)
    {
        var controller = new AugmentationController(new() { RampImages = 40 });
        controller.Restore(new(probability, 0, 0, 0, 0));
        return controller;
    }

    private static void Steps(AugmentationController controller, int count, Tensor realLogits)
    {
        for (var step = 0; step < count; step++)
        {
            controller.Observe(realLogits);
            controller.EndStep(1);
        }
    }
}
