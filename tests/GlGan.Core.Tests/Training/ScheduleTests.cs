using GlGan.Training;

namespace GlGan.Tests.Training;

public sealed class ScheduleTests
{
    [Theory]
    [InlineData(0.5, 0, 1)]
    [InlineData(0.5, 0.5, 1)]
    [InlineData(0.5, 0.75, 0.5)]
    [InlineData(0.5, 1, 0)]
    [InlineData(0, 0.25, 0.75)]
    [InlineData(0.9, 0.95, 0.5)]
    [InlineData(0.5, 1.1, 0)]
    public void Linear_decay_is_constant_then_falls_to_zero(double start, double progress, double factor) =>
        Assert.Equal(factor, new LinearDecaySchedule(start).Factor(progress), 1e-12);

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void A_constant_schedule_is_one(double progress) => Assert.Equal(1, new ConstantSchedule().Factor(progress));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void The_decay_starts_within_the_training(double start) => Assert.Throws<ArgumentOutOfRangeException>("start", () => new LinearDecaySchedule(start));

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 0.25, 0.8535533905932737)]
    [InlineData(0, 0.5, 0.5)]
    [InlineData(0, 1, 0)]
    [InlineData(0.25, 0.5, 0.625)]
    [InlineData(0.25, 1, 0.25)]
    [InlineData(0.25, 1.5, 0.25)]
    public void A_cosine_falls_slowly_fast_and_slowly_again(double last, double progress, double factor) =>
        Assert.Equal(factor, new CosineSchedule(last).Factor(progress), 1e-12);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.05, 0.5)]
    [InlineData(0.1, 1)]
    [InlineData(0.75, 0.5)]
    public void A_warm_up_rises_from_zero_then_follows_the_other_schedule(double progress, double factor) =>
        Assert.Equal(factor, new WarmUpSchedule(new LinearDecaySchedule(), 0.1).Factor(progress), 1e-12);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.4999, 1)]
    [InlineData(0.5, 0.1)]
    [InlineData(0.75, 0.01)]
    [InlineData(1, 0.01)]
    public void Steps_multiply_at_their_moments(double progress, double factor) =>
        Assert.Equal(factor, new StepSchedule(0.1, 0.75, 0.5).Factor(progress), 1e-12);

    [Fact]
    public void Wrong_parameters_of_schedules_are_named()
    {
        foreach (var wrong in new[] { -0.1, 1.1, double.NaN })
        {
            Assert.Throws<ArgumentOutOfRangeException>("last", () => new CosineSchedule(wrong));
            Assert.Throws<ArgumentOutOfRangeException>("share", () => new WarmUpSchedule(new ConstantSchedule(), wrong));
            Assert.Throws<ArgumentOutOfRangeException>("shares", () => new StepSchedule(0.1, 0.5, wrong));
        }

        Assert.Throws<ArgumentOutOfRangeException>("share", () => new WarmUpSchedule(new ConstantSchedule(), 0));
        Assert.Throws<ArgumentNullException>("schedule", () => new WarmUpSchedule(null!, 0.1));
        foreach (var wrong in new[] { 0, -1, double.NaN, double.PositiveInfinity })
            Assert.Throws<ArgumentOutOfRangeException>("ratio", () => new StepSchedule(wrong, 0.5));
    }

    [Theory]
    [InlineData(2, 1, 1)]
    [InlineData(10, 9, 1)]
    [InlineData(200_000, 180_000, 20_000)]
    public void Fine_tuning_takes_a_tenth_of_the_images(long images, long joint, long fineTuning)
    {
        var phases = TrainingPhase.JointThenFineTuning(images);

        Assert.Equal([joint, fineTuning], phases.Select(phase => phase.Images));
        Assert.Equal([TrainedNetworks.All, TrainedNetworks.All & ~TrainedNetworks.Global], phases.Select(phase => phase.Trains));
        Assert.Equal(TrainedNetworks.Discriminators, TrainingPhase.JointThenFineTuning(images, local: false)[1].Trains);
    }
}
