using GlGan.Training;

namespace GlGan.Tests.Training;

public sealed class TextObserverTests
{
    private readonly StringWriter _text = new() { NewLine = "\n" };

    [Fact]
    public void A_tick_is_a_line_with_everything_one_wants_to_know_on_the_way() =>
        Assert.Equal("joint  20 images  12.5/s  0:05 left  pixel 0.500  generator 1.000", TextObserver.Describe(ExampleTick.At(20)));

    [Fact]
    public void The_first_tick_the_last_and_one_per_interval_are_written()
    {
        var observer = new TextObserver(_text, TimeSpan.FromSeconds(2));

        for (var images = 0; images < 50; images += 10) observer.OnTick(ExampleTick.At(images));
        observer.OnTick(ExampleTick.At(50, last: true));

        Assert.Equal(["joint: starting", "joint  20 images", "joint  40 images", "joint  50 images"], Lines().Select(line => line.Split("  12.5/s")[0]));
    }

    [Fact]
    public void Progress_between_ticks_is_shown_and_scores_are_whenever_they_come()
    {
        var observer = new TextObserver(_text, TimeSpan.FromSeconds(2));

        foreach (var images in (long[])[10, 20, 30]) observer.OnProgress(ExampleTick.At(images));
        observer.OnTick(ExampleTick.At(40) with { Scores = new Dictionary<string, double> { ["ssim"] = 0.75 } });

        Assert.Equal(["joint  10 images", "joint  30 images", "joint  40 images"], Lines().Select(line => line.Split("  12.5/s")[0]));
        Assert.EndsWith("  generator 1.000  ssim 0.750", Lines()[^1]);
    }

    [Fact]
    public void A_tick_as_text_is_its_line() => Assert.Equal(TextObserver.Describe(ExampleTick.At(20)), $"{ExampleTick.At(20)}");

    [Fact]
    public void Notices_are_written_at_once()
    {
        new TextObserver(_text).OnNotice("Two steps were left out.");

        Assert.Equal(["note: Two steps were left out."], Lines());
    }

    private string[] Lines() => _text.ToString().TrimEnd('\n').Split('\n');
}
