using System.Numerics;
using GlGan.Faces;
using GlGan.Faces.Masks;
using GlGan.Features;
using GlGan.Imaging;
using GlGan.Onnx;
using GlGan.Video;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>
/// How much an edited video flickers beside the one it was made of: the second differences in time, root mean square, of the face's mean colour, of the landmarks that a detector finds in either, and of the pixels
/// along the seam. What moves evenly has none.
/// </summary>
internal static class VideoFlickerScenario
{
    private const float Inside = 0.05f;

    /// <summary>Measures. Arguments: the two videos; <c>--model FILE</c> of YuNet, else the embedded detector.</summary>
    /// <returns>0 where colour and landmarks flicker less than twice as much as they did, else 1.</returns>
    internal static int Run(string[] arguments)
    {
        using var detector = Array.IndexOf(arguments, "--model") is >= 0 and var place ? (IDisposable)new YuNetDetector(arguments[place + 1]) : SyntheticFaceDetector.LoadEmbedded();
        return MeasureAsync(arguments[0], arguments[1], (ILandmarkDetector)detector).GetAwaiter().GetResult();
    }

    private static async Task<int> MeasureAsync(string original, string edited, ILandmarkDetector detector)
    {
        await using var before = await VideoReader.OpenAsync(original);
        await using var after = await VideoReader.OpenAsync(edited);
        List<(DetectedFace Old, DetectedFace New)> faces = [];
        List<(ImageBuffer Old, ImageBuffer New)> frames = [];
        while (await before.ReadAsync() is { } one && await after.ReadAsync() is { } other)
        {
            if (detector.Detect(one.Image) is not [var face, ..] || detector.Detect(other.Image) is not [var changed, ..]) continue;
            frames.Add((one.Image, other.Image));
            faces.Add((face, changed));
        }

        var size = faces.Average(face => face.Old.Size);
        var timeline = Steady([.. faces.Select(face => face.Old)]);
        var color = (Old: Rough([.. frames.Select((frame, at) => Mean(frame.Old, timeline[at]))]), New: Rough([.. frames.Select((frame, at) => Mean(frame.New, timeline[at]))]));
        var points = (Old: Landmarks(faces.Select(face => face.Old), size), New: Landmarks(faces.Select(face => face.New), size));
        var seam = Seam(frames, timeline);
        Console.WriteLine(FormattableString.Invariant($"frames with a face: {frames.Count}; face of {size:F0} pixels; second differences in time, original, edited, ratio"));
        var worst = Math.Max(Say("mean colour, levels", color), Say("landmarks, 1/1000 of the face", points));
        Say("pixels along the seam, levels", seam);
        return worst < 2 ? 0 : 1;
    }

    private static double Say(string what, (double Old, double New) values)
    {
        Console.WriteLine(FormattableString.Invariant($"{what}: {values.Old:F3}, {values.New:F3}, {values.New / values.Old:F2}"));
        return values.New / values.Old;
    }

    // Where to look must not itself jump.
    private static DetectedFace[] Steady(DetectedFace[] faces) => [.. faces.Select((_, at) =>
    {
        var near = faces[Math.Max(0, at - 2)..Math.Min(faces.Length, at + 3)];
        return new DetectedFace(FaceLandmarks.FromPoints([.. Enumerable.Range(0, FaceLandmarks.Count).Select(point => near.Select(face => face.Landmarks.ToArray()[point]).Aggregate(Vector2.Add) / near.Length)]));
    })];

    private static Vector3 Mean(ImageBuffer image, DetectedFace face)
    {
        var mask = new HullFaceMask().Draw(face, image.Width, image.Height);
        double red = 0, green = 0, blue = 0, weight = 0;
        for (int i = 0, at = 0; i < mask.Values.Length; i++, at += 3)
        {
            var share = mask.Values[i];
            (red, green, blue, weight) = (red + share * image.Pixels[at], green + share * image.Pixels[at + 1], blue + share * image.Pixels[at + 2], weight + share);
        }

        return new Vector3((float)(red / weight), (float)(green / weight), (float)(blue / weight));
    }

    private static double Rough(Vector3[] values) =>
        Math.Sqrt(Enumerable.Range(1, values.Length - 2).Average(at => (values[at - 1] - 2 * values[at] + values[at + 1]).LengthSquared() / 3.0));

    private static double Landmarks(IEnumerable<DetectedFace> faces, double size)
    {
        Vector2[][] points = [.. faces.Select(face => face.Landmarks.ToArray())];
        return 1000 / size * Math.Sqrt(Enumerable.Range(1, points.Length - 2).Average(at => Enumerable.Range(0, FaceLandmarks.Count).Average(point =>
            (double)(points[at - 1][point] - 2 * points[at][point] + points[at + 1][point]).LengthSquared())));
    }

    private static (double Old, double New) Seam(List<(ImageBuffer Old, ImageBuffer New)> frames, DetectedFace[] faces)
    {
        double old = 0, changed = 0, count = 0;
        for (var at = 1; at + 1 < frames.Count; at++)
        {
            var mask = new HullFaceMask().Draw(faces[at], frames[at].Old.Width, frames[at].Old.Height);
            for (var i = 0; i < mask.Values.Length; i++)
            {
                if (mask.Values[i] is <= Inside or >= 1 - Inside) continue;
                for (var channel = 3 * i; channel < 3 * i + 3; channel++)
                {
                    double one = frames[at - 1].Old.Pixels[channel] - 2 * frames[at].Old.Pixels[channel] + frames[at + 1].Old.Pixels[channel];
                    double other = frames[at - 1].New.Pixels[channel] - 2 * frames[at].New.Pixels[channel] + frames[at + 1].New.Pixels[channel];
                    (old, changed, count) = (old + one * one, changed + other * other, count + 1);
                }
            }
        }

        return (Math.Sqrt(old / count), Math.Sqrt(changed / count));
    }
}
