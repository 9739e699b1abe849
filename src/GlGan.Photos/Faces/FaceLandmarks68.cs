using System.Numerics;

namespace GlGan.Faces;

/// <summary>
/// The 68 landmarks of iBUG's 300-W annotation, in pixels of one image: 0–16 jaw, 17–26 brows, 27–35 nose, 36–47 eyes, 48–67 mouth, from the viewer's
/// left to right.
/// </summary>
public sealed class FaceLandmarks68
{
    /// <summary>Number of landmarks.</summary>
    public const int Count = 68;

    private readonly Vector2[] _points;

    /// <summary>Copies the points.</summary>
    /// <param name="points">68 finite points.</param>
    /// <exception cref="ArgumentException">There are not exactly 68 points.</exception>
    public FaceLandmarks68(ReadOnlySpan<Vector2> points)
    {
        if (points.Length != Count) throw new ArgumentException($"Expected {Count} points; got {points.Length}.", nameof(points));
        _points = points.ToArray();
    }

    /// <summary>The points, in the annotation's order.</summary>
    public ReadOnlySpan<Vector2> Points => _points;

    /// <summary>The five landmarks: the mean of each eye's six points, the tip of the nose and the mouth corners (as facefusion takes them).</summary>
    public FaceLandmarks ToFivePoints() => new(Mean(36), Mean(42), _points[30], _points[48], _points[54]);

    /// <summary>The same landmarks with every point mapped.</summary>
    public FaceLandmarks68 Map(Func<Vector2, Vector2> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new FaceLandmarks68([.. _points.Select(map)]);
    }

    private Vector2 Mean(int first)
    {
        var sum = Vector2.Zero;
        foreach (var point in _points.AsSpan(first, 6)) sum += point;
        return sum / 6;
    }
}
