using GlGan.Imaging;
using GlGan.Video;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>Renders ten seconds of a head that turns and speaks, and the photo of another person to put on it.</summary>
internal static class VideoHeadScenario
{
    private const int Seconds = 10;

    /// <summary>Renders. Arguments: a folder to write <c>head.mp4</c> and <c>source.png</c> to.</summary>
    /// <returns>0.</returns>
    internal static int Run(string[] arguments)
    {
        var folder = arguments is [var given, ..] ? given : "video-head";
        var head = new TalkingHead(seed: 3, person: 5);
        ImageFile.Save(Path.Combine(folder, "source.png"), head.Photo(other: 12), source: DigitalSource.AlgorithmicMedia);
        WriteAsync(head, Path.Combine(folder, "head.mp4")).GetAwaiter().GetResult();
        return 0;
    }

    private static async Task WriteAsync(TalkingHead head, string path)
    {
        await using var writer = new VideoWriter(path, new TimeBase(1, TalkingHead.Rate));
        foreach (var part in Enumerable.Range(0, Seconds * TalkingHead.Rate).Chunk(4 * Environment.ProcessorCount))
        {
            var frames = part.AsParallel().AsOrdered().Select(number => new VideoFrame(head.Frame(number).Image, number)).ToList();
            foreach (var frame in frames) await writer.WriteAsync(frame);
        }

        await writer.CompleteAsync();
    }
}
