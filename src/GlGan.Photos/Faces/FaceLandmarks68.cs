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

    private static readonly int[] Opposite =
    [
        .. Enumerable.Range(0, 17).Reverse(), .. Enumerable.Range(17, 10).Reverse(), 27, 28, 29, 30, 35, 34, 33, 32, 31,
        45, 44, 43, 42, 47, 46, 39, 38, 37, 36, 41, 40, 54, 53, 52, 51, 50, 49, 48, 59, 58, 57, 56, 55, 64, 63, 62, 61, 60, 67, 66, 65,
    ];

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

    /// <summary>The landmarks of the image mirrored left to right: points change sides, and left and right change names.</summary>
    /// <param name="width">Width of the image in pixels.</param>
    public FaceLandmarks68 Mirror(int width) => Map(point => new Vector2(width - 1 - point.X, point.Y)).Renamed();

    /// <summary>Left and right with each other's names.</summary>
    internal FaceLandmarks68 Renamed() => new([.. Opposite.Select(index => _points[index])]);

    /// <summary>The landmark on the other side of the face.</summary>
    internal static int Mirrored(int index) => Opposite[index];

    private Vector2 Mean(int first)
    {
        var sum = Vector2.Zero;
        foreach (var point in _points.AsSpan(first, 6)) sum += point;
        return sum / 6;
    }
}
