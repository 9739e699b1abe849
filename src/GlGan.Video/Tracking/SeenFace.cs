using System.Numerics;
using GlGan.Faces;

namespace GlGan.Video;

/// <summary>A face as it was found in a frame, in numbers that can be written down.</summary>
/// <param name="Track">Number of the face.</param>
/// <param name="Points">x and y of its 68 landmarks, or of its five.</param>
internal sealed record SeenFace(int Track, float[] Points)
{
    /// <summary>Whether all 68 landmarks are known.</summary>
    internal bool HasContours => Points.Length == 2 * FaceLandmarks68.Count;

    internal static SeenFace Of(int track, DetectedFace face)
    {
        ReadOnlySpan<Vector2> points = face.Contours is { } contours ? contours.Points : face.Landmarks.ToArray();
        var numbers = new float[2 * points.Length];
        for (var i = 0; i < points.Length; i++) (numbers[2 * i], numbers[2 * i + 1]) = (points[i].X, points[i].Y);
        return new SeenFace(track, numbers);
    }

    /// <summary>The face that has these numbers, or others like them.</summary>
    internal static DetectedFace Face(float[] numbers)
    {
        Vector2[] points = [.. numbers.Chunk(2).Select(pair => new Vector2(pair[0], pair[1]))];
        return points.Length == FaceLandmarks.Count ? new DetectedFace(FaceLandmarks.FromPoints(points)) : new DetectedFace(new FaceLandmarks68(points));
    }
}
