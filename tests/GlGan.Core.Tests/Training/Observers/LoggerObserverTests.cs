using GlGan.Tests.DependencyInjection;
using GlGan.Training;
using Microsoft.Extensions.Logging;

namespace GlGan.Tests.Training;

public sealed class LoggerObserverTests
{
    [Fact]
    public void An_application_reads_of_its_training_in_its_own_log()
    {
        using var log = new RecordingLoggers();
        var observer = new LoggerObserver(log, TimeSpan.FromSeconds(2));

        observer.OnStart(10);
        foreach (var images in (long[])[10, 20, 30]) observer.OnProgress(ExampleTick.At(images));
        observer.OnTick(ExampleTick.At(40) with { Scores = new Dictionary<string, double> { ["ssim"] = 0.75 } });
        observer.OnNotice("Two steps were left out.");

        Assert.Equal(
            [
                (LogLevel.Information, "The training goes on after 10 images."),
                (LogLevel.Information, "joint: 10 of 100 images, 12.5/s, 00:00:05 left. Losses: pixel 0.5, generator 1. Scores: ."),
                (LogLevel.Information, "joint: 30 of 100 images, 12.5/s, 00:00:05 left. Losses: pixel 0.5, generator 1. Scores: ."),
                (LogLevel.Information, "joint: 40 of 100 images, 12.5/s, 00:00:05 left. Losses: pixel 0.5, generator 1. Scores: ssim 0.75."),
                (LogLevel.Warning, "Two steps were left out."),
            ],
            log.Entries);
    }
}
