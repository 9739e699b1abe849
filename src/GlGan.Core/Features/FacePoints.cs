using System.Numerics;
using GlGan.Faces;

namespace GlGan.Features;

/// <summary>Landmarks as ten numbers, x and y in turn, in which -1 and 1 are the outer edges of the image whatever its size.</summary>
internal static class FacePoints
{
    internal static float[] FromLandmarks(FaceLandmarks landmarks, Vector2 size) => Normalized(landmarks.ToArray(), size);

    /// <summary>Any points so.</summary>
    internal static float[] Normalized(ReadOnlySpan<Vector2> points, Vector2 size)
    {
        var numbers = new float[2 * points.Length];
        for (var i = 0; i < points.Length; i++) ((2 * points[i] + Vector2.One) / size - Vector2.One).CopyTo(numbers.AsSpan(2 * i));
        return numbers;
    }

    internal static FaceLandmarks ToLandmarks(float[] points, Vector2 size) => FaceLandmarks.FromPoints([.. points.Chunk(2).Select(point => InPixels(new Vector2(point[0], point[1]), size))]);

    /// <summary>Such a point in pixels.</summary>
    internal static Vector2 InPixels(Vector2 point, Vector2 size) => ((point + Vector2.One) * size - Vector2.One) / 2;
}
