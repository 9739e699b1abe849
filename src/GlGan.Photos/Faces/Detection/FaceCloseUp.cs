using System.Numerics;
using GlGan.Imaging;

namespace GlGan.Faces;

/// <summary>
/// Looks at one face from near: upright, in several sizes and mirrored, and takes the mean of what a network says each time. Networks place landmarks on a grid of 8 pixels and more, and are
/// unsure by more than they need be from a single look.
/// </summary>
/// <param name="look">The network: every cell of an image whose score is at least so high.</param>
/// <param name="habits">How near, and where the network puts landmarks.</param>
internal sealed class FaceCloseUp(Func<ImageBuffer, float, IReadOnlyList<FaceCandidate>> look, FaceSearchHabits habits)
{
    private const float SameFace = 0.25f;

    /// <summary>Better landmarks of a face.</summary>
    /// <param name="image">The image.</param>
    /// <param name="landmarks">Where the face is.</param>
    /// <returns>The landmarks; <see langword="null"/> where what looked like a face from afar does not from near.</returns>
    internal FaceLandmarks? Refine(ImageBuffer image, FaceLandmarks landmarks)
    {
        var size = (float)new DetectedFace(landmarks).Size;
        var down = landmarks.MouthCenter - (landmarks.LeftEye + landmarks.RightEye) / 2;
        var upright = MathF.Atan2(down.X, down.Y);
        var middle = landmarks.Middle;
        List<FaceLandmarks> looks = [];
        float sureness = 0;
        foreach (var (face, side) in habits.CloseUps)
        {
            var near = Matrix3x2.CreateTranslation(-middle) * Matrix3x2.CreateRotation(upright) * Matrix3x2.CreateScale(face / size) * Matrix3x2.CreateTranslation(new Vector2((side - 1) / 2f));
            if (!Matrix3x2.Invert(near, out var back)) continue;
            var crop = Resampler.Warp(image, near, side, side);
            Add(Look(crop), points => points);
            Add(Look(ImageFilters.Mirror(crop)), points => points.Mirror(side));

            void Add((FaceLandmarks Landmarks, float Score)? look, Func<FaceLandmarks, FaceLandmarks> mirror)
            {
                if (look is not { } seen) return;
                looks.Add(mirror(seen.Landmarks).Map(point => Vector2.Transform(point, back)));
                sureness += seen.Score;
            }
        }

        if (sureness < habits.LeastSureness * 2 * habits.CloseUps.Count) return null;
        return looks.Count == 0 ? landmarks : Corrected(Mean(looks));
    }

    // The cells around a face's middle all say where its landmarks are: the surer, the more they count.
    private (FaceLandmarks Landmarks, float Score)? Look(ImageBuffer crop)
    {
        var middle = new Vector2((crop.Width - 1) / 2f);
        FaceCandidate[] near = [.. look(crop, habits.CloseUpScore).Where(face => Vector2.Distance(face.Center, middle) < SameFace * crop.Width)];
        if (near.Length == 0) return null;
        var best = near.MaxBy(face => face.Score);
        FaceCandidate[] same = [.. near.Where(face => face.Score >= 0.6f * best.Score && Vector2.Distance(face.Center, best.Center) < 0.2f * best.Size.X && face.Size.X / best.Size.X is > 0.7f and < 1.4f)];
        var sum = new Vector2[FaceLandmarks.Count];
        foreach (var face in same)
            foreach (var (index, point) in face.Landmarks.ToArray().Index()) sum[index] += face.Score * face.Score * point;
        var weight = same.Sum(face => face.Score * face.Score);
        return (FaceLandmarks.FromPoints([.. sum.Select(point => point / weight)]), best.Score);
    }

    private static FaceLandmarks Mean(List<FaceLandmarks> looks) => FaceLandmarks.FromPoints(
        [.. Enumerable.Range(0, FaceLandmarks.Count).Select(index => looks.Select(seen => seen.ToArray()[index]).Aggregate(Vector2.Add) / looks.Count)]);

    private FaceLandmarks Corrected(FaceLandmarks landmarks)
    {
        var down = landmarks.MouthCenter - (landmarks.LeftEye + landmarks.RightEye) / 2;
        var right = new Vector2(down.Y, -down.X);
        return FaceLandmarks.FromPoints([.. landmarks.ToArray().Zip(habits.Convention, (point, offset) => point + offset.X * right + offset.Y * down)]);
    }
}
