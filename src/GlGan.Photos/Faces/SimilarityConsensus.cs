using System.Numerics;
using GlGan.Foundation;

namespace GlGan.Faces;

/// <summary>The search of RANSAC for a similarity transform.</summary>
internal static class SimilarityConsensus
{
    // As many as OpenCV draws at most in estimateAffinePartial2D; up to 63 points have fewer pairs.
    private const int MaxPairs = 2000;
    private const ulong PairStream = 0x5253;

    /// <summary>Marks the largest set of points found that one transform of two of them brings within the threshold; of equal ones the closest.</summary>
    /// <param name="source">Points to move.</param>
    /// <param name="destination">Where they should land.</param>
    /// <param name="threshold">Largest distance of an inlier.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="fallback">The transform to beat.</param>
    /// <param name="inliers">Receives the marks; at least two are set.</param>
    internal static void Find(
        ReadOnlySpan<Vector2> source, ReadOnlySpan<Vector2> destination, double threshold, ulong seed, SimilarityTransform fallback, bool[] inliers)
    {
        var (count, pairs) = (source.Length, (long)source.Length * (source.Length - 1) / 2);
        var (transform, best) = (fallback, Judge(source, destination, threshold, fallback));
        if (pairs <= MaxPairs)
        {
            for (var first = 0; first < count; first++)
            {
                for (var second = first + 1; second < count; second++) Try(source, destination, first, second);
            }
        }
        else
        {
            var random = new CounterRandom(seed, PairStream, 0);
            for (var draw = 0; draw < MaxPairs; draw++) Try(source, destination, random.Below(count), random.Below(count));
        }

        // A fallback without two inliers is one that nothing agrees with: then everything does.
        for (var i = 0; i < count; i++) inliers[i] = best.Count < 2 || Error(source[i], destination[i], transform) <= threshold * threshold;

        void Try(ReadOnlySpan<Vector2> from, ReadOnlySpan<Vector2> to, int first, int second)
        {
            if (from[first] == from[second]) return;
            var candidate = SimilarityTransform.Estimate([from[first], from[second]], [to[first], to[second]]);
            var found = Judge(from, to, threshold, candidate);
            if (found.Count > best.Count || (found.Count == best.Count && found.Error < best.Error)) (transform, best) = (candidate, found);
        }
    }

    private static (int Count, double Error) Judge(
        ReadOnlySpan<Vector2> source, ReadOnlySpan<Vector2> destination, double threshold, SimilarityTransform transform)
    {
        var (count, sum) = (0, 0.0);
        for (var i = 0; i < source.Length; i++)
        {
            if (Error(source[i], destination[i], transform) is var error && error <= threshold * threshold) (count, sum) = (count + 1, sum + error);
        }

        return (count, sum);
    }

    private static double Error(Vector2 source, Vector2 destination, SimilarityTransform transform)
    {
        var x = transform.A * source.X - transform.B * source.Y + transform.Tx - destination.X;
        var y = transform.B * source.X + transform.A * source.Y + transform.Ty - destination.Y;
        return x * x + y * y;
    }
}
