using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Rendering;
using GlGan.Video;

namespace GlGan.Tests.Videos;

/// <summary>Small videos, drawn for a test. Tests that need ffmpeg are skipped where it is missing.</summary>
internal static class TestVideos
{
    internal static readonly TimeBase Ticks = new(1, 600);

    internal static void RequireFfmpeg() => Assert.SkipUnless(Ffmpeg.IsThere, "ffmpeg 5.1 or newer is not installed.");

    /// <summary>Writes a video of pictures that are told apart by their grey.</summary>
    internal static async Task<string> WriteAsync(string path, int width, int height, IReadOnlyList<long> timestamps)
    {
        await using var writer = new VideoWriter(path, Ticks);
        foreach (var (number, timestamp) in timestamps.Index()) await writer.WriteAsync(new VideoFrame(Grey(width, height, Level(number)), timestamp), TestContext.Current.CancellationToken);
        await writer.CompleteAsync();
        return path;
    }

    /// <summary>Writes a video of a head that turns a little, and nothing but a wall from a frame on.</summary>
    internal static async Task<string> WriteFaceAsync(string path, int frames, int size = 96, int faceless = int.MaxValue)
    {
        var faces = new SyntheticFaces(seed: 5, FaceRichness.Quick);
        await using var writer = new VideoWriter(path, Ticks);
        for (var number = 0; number < frames; number++)
        {
            var image = number < faceless ? faces.Render(1, FaceView.Frontal with { Yaw = 12 * MathF.Sin(number / 6f) }, size).Image : Grey(size, size, 200);
            await writer.WriteAsync(new VideoFrame(image, 24 * number), TestContext.Current.CancellationToken);
        }

        await writer.CompleteAsync();
        return path;
    }

    internal static byte Level(int number) => (byte)(40 + 25 * (number % 8));

    internal static ImageBuffer Grey(int width, int height, byte level)
    {
        var image = new ImageBuffer(width, height);
        Array.Fill(image.Pixels, level);
        return image;
    }

    internal static async Task<List<VideoFrame>> ReadAsync(string path)
    {
        List<VideoFrame> frames = [];
        await using var reader = await VideoReader.OpenAsync(path, cancellationToken: TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken) is { } frame) frames.Add(frame);
        return frames;
    }

    /// <summary>The photo of another person, and the face in it.</summary>
    internal static (ImageBuffer Photo, DetectedFace Face) Source()
    {
        var face = new SyntheticFaces(seed: 5, FaceRichness.Quick).Render(2, FaceView.Frontal, 96);
        return (face.Image, new DetectedFace(face.Landmarks));
    }
}
