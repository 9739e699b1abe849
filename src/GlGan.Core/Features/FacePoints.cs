using System.Numerics;
using GlGan.Faces;

namespace GlGan.Features;

/// <summary>Landmarks as ten numbers, x and y in turn, in which -1 and 1 are the outer edges of the image whatever its size.</summary>
internal static class FacePoints
{
    internal static float[] FromLandmarks(FaceLandmarks landmarks, Vector2 size) => [.. landmarks.ToArray().SelectMany(point =>
    {
        var normalized = (2 * point + Vector2.One) / size - Vector2.One;
        return (float[])[normalized.X, normalized.Y];
    })];

    internal static FaceLandmarks ToLandmarks(float[] points, Vector2 size) => FaceLandmarks.FromPoints(
        [.. points.Chunk(2).Select(point => ((new Vector2(point[0], point[1]) + Vector2.One) * size - Vector2.One) / 2)]);
}
