using GlGan.Generators;
using GlGan.Training;

namespace GlGan.Tests.Training;

/// <summary>A tick as a trainer makes it.</summary>
internal static class ExampleTick
{
    internal static TrainingTick At(long images, double loss = 0.5, bool last = false, GlGanGenerator? generator = null) => new(
        "joint",
        images,
        TotalImages: 100,
        Steps: images / 2,
        Elapsed: TimeSpan.FromSeconds(images / 10.0),
        Remaining: TimeSpan.FromSeconds(5),
        ImagesPerSecond: 12.5,
        LearningRateFactor: 0.75,
        new Dictionary<string, double> { ["pixel"] = loss, ["generator"] = 2 * loss },
        generator!,
        last);
}
