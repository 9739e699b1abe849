using System.Numerics;

namespace GlGan.Faces.Head;

/// <summary>
/// An average head brought onto one face: posed by its five landmarks, then bent so that all its landmarks, five or 68, are met exactly and what lies between
/// and around them follows.
/// </summary>
internal sealed class FaceShape
{
    // Reach of a landmark in distances between the eyes.
    private const float WideReach = 0.8f, NarrowReach = 0.35f;

    private readonly Vector3[] _nodes;
    private readonly Vector2[] _bends;
    private readonly float _reach;

    /// <summary>Bends the head.</summary>
    /// <param name="face">The face.</param>
    /// <param name="pose">The head's pose on it.</param>
    /// <param name="useContours">Whether its 68 landmarks count; they must be known then.</param>
    internal FaceShape(DetectedFace face, HeadPose pose, bool useContours)
    {
        Pose = pose;
        _nodes = useContours ? HeadShape.Contours : HeadShape.Landmarks;
        _reach = useContours ? NarrowReach : WideReach;
        var observed = useContours ? face.Contours!.Points.ToArray() : face.Landmarks.ToArray();
        var missing = observed.Zip(_nodes, (point, node) => point - Flat(pose.Project(node))).ToArray();
        _bends = Solve(missing);
    }

    /// <summary>How the head is turned and placed.</summary>
    internal HeadPose Pose { get; }

    /// <summary>Where a point of the head is seen: x and y in pixels, z towards the viewer.</summary>
    internal Vector3 Project(Vector3 point)
    {
        var seen = Pose.Project(point);
        var bend = Vector2.Zero;
        for (var i = 0; i < _nodes.Length; i++) bend += _bends[i] * Kernel(point, _nodes[i]);
        return seen + new Vector3(bend, 0);
    }

    private static Vector2 Flat(Vector3 point) => new(point.X, point.Y);

    // Matérn's kernel of smoothness 3/2 is positive definite for any distinct nodes.
    private float Kernel(Vector3 point, Vector3 node)
    {
        var distance = MathF.Sqrt(3) * Vector2.Distance(Flat(point), Flat(node)) / _reach;
        return (1 + distance) * MathF.Exp(-distance);
    }

    // Cholesky's factorisation of the kernel matrix.
    private Vector2[] Solve(Vector2[] values)
    {
        var count = _nodes.Length;
        var factor = new double[count, count];
        var (x, y) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                double sum = Kernel(_nodes[i], _nodes[j]);
                for (var k = 0; k < j; k++) sum -= factor[i, k] * factor[j, k];
                factor[i, j] = i == j ? Math.Sqrt(sum) : sum / factor[j, j];
            }

            (x[i], y[i]) = (values[i].X, values[i].Y);
            for (var k = 0; k < i; k++) (x[i], y[i]) = (x[i] - factor[i, k] * x[k], y[i] - factor[i, k] * y[k]);
            (x[i], y[i]) = (x[i] / factor[i, i], y[i] / factor[i, i]);
        }

        for (var i = count - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < count; k++) (x[i], y[i]) = (x[i] - factor[k, i] * x[k], y[i] - factor[k, i] * y[k]);
            (x[i], y[i]) = (x[i] / factor[i, i], y[i] / factor[i, i]);
        }

        return [.. x.Zip(y, (a, b) => new Vector2((float)a, (float)b))];
    }
}
