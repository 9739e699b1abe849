using GlGan.Cli.Display;
using GlGan.Training;

namespace GlGan.Tests.Cli;

public sealed class TrainingDisplayTests
{
    [Theory]
    [InlineData(0, 0.01, 0, 0)]
    [InlineData(0, 0.01, 330, 0)]
    [InlineData(80, 10, 30, 0.25)]
    [InlineData(320, 40, 0, 1)]
    public void The_bar_begins_at_nothing_and_follows_the_time_that_is_left(long images, double elapsed, double remaining, double done) =>
        Assert.Equal(done, TrainingDisplay.Done(Tick(images, elapsed, remaining, isLast: false)), 9);

    [Fact]
    public void A_training_that_is_stopped_early_is_not_shown_as_done() => Assert.Equal(0.25, TrainingDisplay.Done(Tick(80, 10, 30, isLast: true)), 9);

    [Theory]
    [InlineData(80, "joint  96 images  7.3/s  2:40 left  pixel 0.442")]
    [InlineData(40, "joint  96 images  7.3/s  2:40 left")]
    [InlineData(20, "joint  96 images")]
    [InlineData(3, "joint")]
    public void What_does_not_fit_on_the_line_of_the_bar_is_left_out_from_its_end(int width, string expected) =>
        Assert.Equal(expected, TrainingDisplay.Fitted("joint  96 images  7.3/s  2:40 left  pixel 0.442", width));

    private static TrainingTick Tick(long images, double elapsed, double remaining, bool isLast) => new(
        "joint", images, 320, images / 16, TimeSpan.FromSeconds(elapsed), TimeSpan.FromSeconds(remaining), 8, 1, new Dictionary<string, double>(), Generator: null!, isLast);
}
