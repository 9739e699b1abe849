using System.Numerics;
using GlGan.Faces;

namespace GlGan.Features;

/// <summary>
/// Where the annotation of photos has the 68 landmarks, seen from where a network puts them: to the right and down in the frame of the face, in distances from its eyes to its mouth. The renderer's landmarks
/// are points of the head's surface; annotators follow what they see.
/// </summary>
internal static class FaceConvention
{
    /// <summary>Moves landmarks by so much.</summary>
    internal static FaceLandmarks68 Apply(FaceLandmarks68 landmarks, ReadOnlySpan<Vector2> convention)
    {
        var (right, down) = Frame(landmarks);
        var moved = new Vector2[FaceLandmarks68.Count];
        for (var i = 0; i < moved.Length; i++) moved[i] = landmarks.Points[i] + convention[i].X * right + convention[i].Y * down;
        return new FaceLandmarks68(moved);
    }

    /// <summary>Medians over some faces, left and right alike.</summary>
    /// <param name="faces">What a network says, and what the annotation does.</param>
    internal static Vector2[] Fit(IReadOnlyList<(FaceLandmarks68 Found, FaceLandmarks68 Known)> faces)
    {
        var offsets = faces.SelectMany(face => (FaceLandmarks68[])[Offsets(face.Found, face.Known), Offsets(face.Found.Mirror(0), face.Known.Mirror(0))]).ToArray();
        return [.. Enumerable.Range(0, FaceLandmarks68.Count).Select(i => new Vector2(Median(offsets.Select(face => face.Points[i].X)), Median(offsets.Select(face => face.Points[i].Y))))];
    }

    private static FaceLandmarks68 Offsets(FaceLandmarks68 found, FaceLandmarks68 known)
    {
        var (right, down) = Frame(found);
        var offsets = new Vector2[FaceLandmarks68.Count];
        for (var i = 0; i < offsets.Length; i++)
        {
            var offset = known.Points[i] - found.Points[i];
            offsets[i] = new Vector2(Vector2.Dot(offset, right), Vector2.Dot(offset, down)) / down.LengthSquared();
        }

        return new FaceLandmarks68(offsets);
    }

    private static (Vector2 Right, Vector2 Down) Frame(FaceLandmarks68 landmarks)
    {
        var five = landmarks.ToFivePoints();
        var down = five.MouthCenter - (five.LeftEye + five.RightEye) / 2;
        return (new Vector2(down.Y, -down.X), down);
    }

    private static float Median(IEnumerable<float> values)
    {
        float[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
