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
