namespace GlGan.Metrics;

/// <summary>
/// Cosine of the embeddings a face recogniser gives two pictures, in [-1, 1], 1 for the same direction. What counts as "the same person" depends on the
/// recogniser: FaceAiSharp takes 0.42 and above for the same and 0.28 and below for another with its ArcFace.
/// </summary>
public static class IdentitySimilarity
{
    /// <summary>Compares two embeddings of any length.</summary>
    /// <param name="first">An embedding; it need not have length 1.</param>
    /// <param name="second">An embedding of as many numbers.</param>
    /// <exception cref="ArgumentException">The counts differ, or an embedding is zero or not finite: it has no direction.</exception>
    public static double Cosine(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        if (first.Length != second.Length)
            throw new ArgumentException($"Embeddings to compare need one length; got {first.Length} and {second.Length}.", nameof(second));
        return Cosine(first, second, 0);
    }

    /// <summary>Compares two lists of embeddings pair by pair: what was synthesised with who it should be.</summary>
    /// <param name="first">Embeddings, one after another.</param>
    /// <param name="second">As many, in the same order.</param>
    /// <param name="dimension">Numbers per embedding, at least 1.</param>
    /// <returns>One cosine per pair.</returns>
    /// <exception cref="ArgumentException">The counts differ or are no multiple of the dimension, or an embedding is zero or not finite.</exception>
    public static double[] Pairs(ReadOnlySpan<float> first, ReadOnlySpan<float> second, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (first.Length != second.Length || first.Length % dimension != 0)
        {
            throw new ArgumentException(
                $"Both need the same number of embeddings of {dimension} numbers; got {first.Length} and {second.Length} numbers.", nameof(second));
        }

        var cosines = new double[first.Length / dimension];
        for (var i = 0; i < cosines.Length; i++) cosines[i] = Cosine(first.Slice(i * dimension, dimension), second.Slice(i * dimension, dimension), i);
        return cosines;
    }

    /// <summary>The length of an embedding; throws when it gives no direction.</summary>
    internal static double Norm(ReadOnlySpan<float> embedding, string argument, int row)
    {
        var norm = Math.Sqrt(DotProduct(embedding, embedding));
        return norm > 0 && double.IsFinite(norm)
            ? norm
            : throw new ArgumentException($"Embedding {row} has the length {norm}: it has no direction to compare.", argument);
    }

    private static double Cosine(ReadOnlySpan<float> first, ReadOnlySpan<float> second, int row) =>
        Math.Clamp(DotProduct(first, second) / (Norm(first, nameof(first), row) * Norm(second, nameof(second), row)), -1, 1);

    private static double DotProduct(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        double sum = 0;
        for (var i = 0; i < first.Length; i++) sum += (double)first[i] * second[i];
        return sum;
    }
}
