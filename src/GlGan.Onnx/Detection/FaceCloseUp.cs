using System.Numerics;
using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Onnx;

/// <summary>
/// Looks at one face from near: upright, in two sizes and mirrored, and takes the mean of what YuNet says each time. The network places landmarks on a grid of 8 to 32
/// pixels, and is unsure by more than it need be from a single look.
/// </summary>
internal static class FaceCloseUp
{
    private const float MinScore = 0.5f, SameFace = 0.25f;

    // Sides of the face and of the picture around it, in pixels.
    private static readonly (float Face, int Side)[] Sizes = [(260, 416), (330, 544)];

    // Where the means of 68 landmarks lie, seen from where YuNet puts its five, in distances from eyes to mouth: to the right and down. Medians of 34 portraits.
    private static readonly Vector2[] Convention = [new(0.005f, -0.015f), new(-0.005f, -0.015f), new(0, -0.034f), new(0.027f, 0.012f), new(-0.027f, 0.012f)];

    /// <summary>Better landmarks of a face.</summary>
    /// <param name="network">Finds them.</param>
    /// <param name="image">The image.</param>
    /// <param name="landmarks">Where the face is.</param>
    internal static FaceLandmarks Refine(YuNetNetwork network, ImageBuffer image, FaceLandmarks landmarks)
    {
        var size = (float)new DetectedFace(landmarks).Size;
        var down = landmarks.MouthCenter - (landmarks.LeftEye + landmarks.RightEye) / 2;
        var upright = MathF.Atan2(down.X, down.Y);
        var middle = landmarks.ToArray().Aggregate(Vector2.Add) / FaceLandmarks.Count;
        List<FaceLandmarks> looks = [];
        foreach (var (face, side) in Sizes)
        {
            var near = Matrix3x2.CreateTranslation(-middle) * Matrix3x2.CreateRotation(upright) * Matrix3x2.CreateScale(face / size) * Matrix3x2.CreateTranslation(new Vector2((side - 1) / 2f));
            if (!Matrix3x2.Invert(near, out var back)) continue;
            var crop = Resampler.Warp(image, near, side, side);
            if (Look(network, crop) is { } seen) looks.Add(seen.Map(point => Vector2.Transform(point, back)));
            if (Look(network, ImageFilters.Mirror(crop)) is { } mirrored) looks.Add(mirrored.Mirror(side).Map(point => Vector2.Transform(point, back)));
        }

        return looks.Count == 0 ? landmarks : Corrected(Mean(looks));
    }

    // The cells around a face's middle all say where its landmarks are: the surer, the more they count.
    private static FaceLandmarks? Look(YuNetNetwork network, ImageBuffer crop)
    {
        var middle = new Vector2((crop.Width - 1) / 2f);
        FaceCandidate[] near = [.. network.Look(crop, MinScore).Where(face => Vector2.Distance(face.Center, middle) < SameFace * crop.Width)];
        if (near.Length == 0) return null;
        var best = near.MaxBy(face => face.Score);
        FaceCandidate[] same = [.. near.Where(face => face.Score >= 0.6f * best.Score && Vector2.Distance(face.Center, best.Center) < 0.2f * best.Size.X && face.Size.X / best.Size.X is > 0.7f and < 1.4f)];
        var sum = new Vector2[FaceLandmarks.Count];
        foreach (var face in same)
            foreach (var (index, point) in face.Landmarks.ToArray().Index()) sum[index] += face.Score * face.Score * point;
        var weight = same.Sum(face => face.Score * face.Score);
        return FaceLandmarks.FromPoints([.. sum.Select(point => point / weight)]);
    }

    private static FaceLandmarks Mean(List<FaceLandmarks> looks) => FaceLandmarks.FromPoints(
        [.. Enumerable.Range(0, FaceLandmarks.Count).Select(index => looks.Select(look => look.ToArray()[index]).Aggregate(Vector2.Add) / looks.Count)]);

    private static FaceLandmarks Corrected(FaceLandmarks landmarks)
    {
        var down = landmarks.MouthCenter - (landmarks.LeftEye + landmarks.RightEye) / 2;
        var right = new Vector2(down.Y, -down.X);
        return FaceLandmarks.FromPoints([.. landmarks.ToArray().Zip(Convention, (point, offset) => point + offset.X * right + offset.Y * down)]);
    }
}
