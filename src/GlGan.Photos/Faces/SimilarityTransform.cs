using System.Numerics;

namespace GlGan.Faces;

/// <summary>A scale, rotation and shift of the plane: <c>x' = A x − B y + Tx</c>, <c>y' = B x + A y + Ty</c>.</summary>
/// <param name="A">Scale · cos(angle).</param>
/// <param name="B">Scale · sin(angle).</param>
/// <param name="Tx">Shift along x, in pixels.</param>
/// <param name="Ty">Shift along y, in pixels.</param>
public readonly record struct SimilarityTransform(double A, double B, double Tx, double Ty)
{
    /// <summary>The transform that changes nothing.</summary>
    public static SimilarityTransform Identity { get; } = new(1, 0, 0, 0);

    /// <summary>Ratio of lengths after and before.</summary>
    public double Scale => Math.Sqrt(A * A + B * B);

    /// <summary>Rotation in radians, positive from x towards y (clockwise on screen).</summary>
    public double Angle => Math.Atan2(B, A);

    /// <summary>The same mapping as a matrix, in single precision.</summary>
    public static implicit operator Matrix3x2(SimilarityTransform transform) => transform.ToMatrix3x2();

    /// <summary>
    /// The least-squares transform from one point set to another: Umeyama's closed form (PAMI 13(4), 1991) for two dimensions, without reflection.
    /// </summary>
    /// <param name="source">Points to move; at least two, not all the same.</param>
    /// <param name="destination">Where they should land; as many.</param>
    /// <exception cref="ArgumentException">The sets differ in length, are too small, or every source point is the same.</exception>
    public static SimilarityTransform Estimate(ReadOnlySpan<Vector2> source, ReadOnlySpan<Vector2> destination)
    {
        if (source.Length != destination.Length || source.Length < 2)
            throw new ArgumentException($"Both sets need the same number of points, at least 2; got {source.Length} and {destination.Length}.", nameof(destination));

        var (sx, sy) = Mean(source);
        var (dx, dy) = Mean(destination);
        double a = 0, b = 0, variance = 0;
        for (var i = 0; i < source.Length; i++)
        {
            double x = source[i].X - sx, y = source[i].Y - sy, u = destination[i].X - dx, v = destination[i].Y - dy;
            a += x * u + y * v;
            b += x * v - y * u;
            variance += x * x + y * y;
        }

        if (variance == 0) throw new ArgumentException("All source points are the same: no transform can be estimated.", nameof(source));
        a /= variance;
        b /= variance;
        return new SimilarityTransform(a, b, dx - a * sx + b * sy, dy - b * sx - a * sy);
    }

    /// <summary>
    /// The transform most points agree on, by RANSAC (Fischler and Bolles, CACM 24(6), 1981): the pair of points whose transform brings the most points
    /// close to their destination, then the least-squares transform of those points. Few points are tried pair by pair; of many, pairs are drawn.
    /// </summary>
    /// <param name="source">Points to move; at least two, not all the same.</param>
    /// <param name="destination">Where they should land; as many.</param>
    /// <param name="threshold">How far from its destination a point may land, in pixels of the destination; greater than 0.</param>
    /// <param name="seed">Seed of the draws: the same points and seed give the same transform.</param>
    /// <returns>The transform, and for each point whether it agrees.</returns>
    /// <exception cref="ArgumentException">The sets differ in length, are too small, or every source point is the same.</exception>
    public static (SimilarityTransform Transform, bool[] Inliers) EstimateRobust(
        ReadOnlySpan<Vector2> source, ReadOnlySpan<Vector2> destination, double threshold = 3, ulong seed = 0)
    {
        if (!(threshold > 0)) throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold must be greater than 0.");
        var best = new bool[source.Length];
        SimilarityConsensus.Find(source, destination, threshold, seed, Estimate(source, destination), best);
        Vector2[] from = new Vector2[source.Length], to = new Vector2[source.Length];
        var count = 0;
        for (var i = 0; i < best.Length; i++)
        {
            if (best[i]) (from[count], to[count++]) = (source[i], destination[i]);
        }

        return (Estimate(from.AsSpan(0, count), to.AsSpan(0, count)), best);
    }

    /// <summary>The transform that aligns a face to a template at an image size.</summary>
    public static SimilarityTransform ToTemplate(FaceLandmarks face, FaceTemplate template, int size)
    {
        ArgumentNullException.ThrowIfNull(template);
        return Estimate(face.ToArray(), template.At(size).ToArray());
    }

    /// <summary>Where a point lands.</summary>
    public Vector2 Apply(Vector2 point) => new((float)(A * point.X - B * point.Y + Tx), (float)(B * point.X + A * point.Y + Ty));

    /// <summary>The transform back.</summary>
    /// <exception cref="InvalidOperationException">The scale is zero.</exception>
    public SimilarityTransform Inverse()
    {
        var squared = A * A + B * B;
        if (squared == 0) throw new InvalidOperationException("A similarity transform of scale zero has no inverse.");
        double a = A / squared, b = -B / squared;
        return new SimilarityTransform(a, b, -(a * Tx - b * Ty), -(b * Tx + a * Ty));
    }

    /// <summary>This transform and another after it.</summary>
    internal SimilarityTransform Then(SimilarityTransform next) => new(
        next.A * A - next.B * B, next.B * A + next.A * B, next.A * Tx - next.B * Ty + next.Tx, next.B * Tx + next.A * Ty + next.Ty);

    /// <summary>The same mapping as a matrix, in single precision.</summary>
    public Matrix3x2 ToMatrix3x2() => new((float)A, (float)B, (float)-B, (float)A, (float)Tx, (float)Ty);

    private static (double X, double Y) Mean(ReadOnlySpan<Vector2> points)
    {
        double x = 0, y = 0;
        foreach (var point in points) (x, y) = (x + point.X, y + point.Y);
        return (x / points.Length, y / points.Length);
    }
}
