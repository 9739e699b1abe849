using System.Numerics;
using GlGan.Faces;

namespace GlGan.Features;

/// <summary>
/// What a <see cref="FaceDetectionNetwork"/> says of a cell of 8×8 pixels: the logit of its score; then, seen from the cell's middle and in units of 32 pixels, the middle of the face's square; the
/// logarithm of that square's side in units; the five landmarks. The square has the face's <see cref="DetectedFace.Size"/> as its side and the mean of its landmarks as its middle.
/// </summary>
internal static class FaceCells
{
    /// <summary>Side of a cell in pixels.</summary>
    internal const int Stride = 8;

    /// <summary>Numbers per cell.</summary>
    internal const int Values = 4 + 2 * FaceLandmarks.Count;

    private const float Unit = 32;

    // Of what an untrained or foreign network may say.
    private const float LargestLogarithm = 4;

    /// <summary>Middle of a cell in pixels; pixel (0, 0) has its centre at (0, 0).</summary>
    internal static Vector2 Middle(int column, int row) => Stride * new Vector2(column, row) + new Vector2((Stride - 1) / 2f);

    /// <summary>Writes what should be said of a face, but for the score.</summary>
    /// <param name="cell">Middle of the cell.</param>
    /// <param name="side">Side of the face.</param>
    /// <param name="landmarks">Its landmarks.</param>
    /// <param name="values">13 numbers.</param>
    internal static void Describe(Vector2 cell, float side, FaceLandmarks landmarks, Span<float> values)
    {
        Write(landmarks.Middle, values);
        values[2] = MathF.Log(side / Unit);
        foreach (var (index, point) in landmarks.ToArray().Index()) Write(point, values[(3 + 2 * index)..]);

        void Write(Vector2 point, Span<float> place) => ((point - cell) / Unit).CopyTo(place);
    }

    /// <summary>Reads the faces whose score is high enough.</summary>
    /// <param name="values">Planes of numbers.</param>
    /// <param name="columns">Cells in a row.</param>
    /// <param name="minScore">The least score.</param>
    internal static IReadOnlyList<FaceCandidate> Read(ReadOnlySpan<float> values, int columns, float minScore)
    {
        List<FaceCandidate> faces = [];
        var cells = values.Length / Values;
        for (var cell = 0; cell < cells; cell++)
        {
            var score = 1 / (1 + MathF.Exp(-values[cell]));
            if (!(score >= minScore)) continue;
            var middle = Middle(cell % columns, cell / columns);
            var side = Unit * MathF.Exp(Math.Min(values[3 * cells + cell], LargestLogarithm));
            var points = new Vector2[FaceLandmarks.Count];
            for (var point = 0; point < points.Length; point++) points[point] = Point(values, 4 + 2 * point);
            var center = Point(values, 1);
            if (float.IsFinite(side) && float.IsFinite(center.X + center.Y) && Array.TrueForAll(points, point => float.IsFinite(point.X + point.Y)))
                faces.Add(new(score, center, new Vector2(side), FaceLandmarks.FromPoints(points)));

            Vector2 Point(ReadOnlySpan<float> planes, int first) => middle + Unit * new Vector2(planes[first * cells + cell], planes[(first + 1) * cells + cell]);
        }

        return faces;
    }
}
