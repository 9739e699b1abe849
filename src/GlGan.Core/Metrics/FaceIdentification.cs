using System.Numerics;
using System.Runtime.InteropServices;
using GlGan.Foundation;

namespace GlGan.Metrics;

/// <summary>
/// Closed-set face identification, the measure of TP-GAN (Huang et al., ICCV 2017): each probe is looked up in a gallery of known persons by the cosine of
/// their embeddings, and its rank is the place of its own person. A person with several gallery embeddings counts once, by the nearest of them. Ties count
/// against the probe: whoever is exactly as near as its own person comes first, so a recogniser that gives everybody one embedding identifies nobody.
/// </summary>
public sealed class FaceIdentification
{
    private const int ProbesPerBlock = 32;

    private readonly float[] _gallery;
    private readonly int _dimension;
    private readonly int[] _persons;
    private readonly Dictionary<int, int> _personOf = [];

    /// <summary>Enrols the gallery.</summary>
    /// <param name="embeddings">Embeddings one after another, one per identity. They are copied and need not have length 1.</param>
    /// <param name="identities">The person of each embedding, at least one.</param>
    /// <exception cref="ArgumentException">The counts do not fit, or an embedding is zero or not finite.</exception>
    public FaceIdentification(ReadOnlySpan<float> embeddings, IReadOnlyList<int> identities)
    {
        ArgumentNullException.ThrowIfNull(identities);
        if (identities.Count == 0 || embeddings.Length == 0 || embeddings.Length % identities.Count != 0)
        {
            throw new ArgumentException(
                $"A gallery needs embeddings of one length, one per identity; got {embeddings.Length} numbers for {identities.Count}.", nameof(embeddings));
        }

        _dimension = embeddings.Length / identities.Count;
        _gallery = Directions(embeddings, nameof(embeddings));
        foreach (var identity in identities) _personOf.TryAdd(identity, _personOf.Count);
        _persons = [.. identities.Select(identity => _personOf[identity])];
    }

    /// <summary>Number of persons in the gallery.</summary>
    public int Identities => _personOf.Count;

    /// <summary>Looks up probes.</summary>
    /// <param name="probes">Embeddings one after another, of the gallery's length.</param>
    /// <param name="identities">The person each probe shows, at least one; all in the gallery.</param>
    /// <param name="bins">A label per probe, such as its pose, to report on each label apart; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentException">The counts do not fit, a person is not in the gallery, or an embedding is zero or not finite.</exception>
    public IdentificationResult Identify(ReadOnlySpan<float> probes, IReadOnlyList<int> identities, IReadOnlyList<string>? bins = null)
    {
        ArgumentNullException.ThrowIfNull(identities);
        if (identities.Count == 0 || probes.Length != (long)identities.Count * _dimension)
        {
            throw new ArgumentException(
                $"Give probes of {_dimension} numbers, as the gallery has, one per identity; got {probes.Length} for {identities.Count}.", nameof(probes));
        }

        if (bins is not null && bins.Count != identities.Count)
            throw new ArgumentException($"There are {bins.Count} bins for {identities.Count} probes.", nameof(bins));
        var persons = new int[identities.Count];
        for (var i = 0; i < persons.Length; i++)
        {
            if (!_personOf.TryGetValue(identities[i], out persons[i]))
                throw new ArgumentException($"Probe {i} shows person {identities[i]}, who is not in the gallery.", nameof(identities));
        }

        var directions = Directions(probes, nameof(probes));
        var ranks = new int[persons.Length];
        var blocks = (persons.Length + ProbesPerBlock - 1) / ProbesPerBlock;
        ParallelWork.For(blocks, Environment.ProcessorCount, block => RankBlock(directions, persons, ranks, block * ProbesPerBlock), CancellationToken.None);
        return new IdentificationResult(ranks, bins, Identities);
    }

    /// <summary>Ranks a block of probes in one pass over the gallery, so that it is read from memory once per block.</summary>
    private void RankBlock(float[] probes, int[] persons, int[] ranks, int start)
    {
        var count = Math.Min(ProbesPerBlock, persons.Length - start);
        var nearest = new float[count * Identities];
        Array.Fill(nearest, float.NegativeInfinity);
        for (var entry = 0; entry < _persons.Length; entry++)
        {
            var enrolled = _gallery.AsSpan(entry * _dimension, _dimension);
            for (var i = 0; i < count; i++)
            {
                ref var best = ref nearest[i * Identities + _persons[entry]];
                best = Math.Max(best, DotProduct(enrolled, probes.AsSpan((start + i) * _dimension, _dimension)));
            }
        }

        for (var i = 0; i < count; i++)
        {
            var similarities = nearest.AsSpan(i * Identities, Identities);
            var own = similarities[persons[start + i]];
            var rank = 0;
            foreach (var similarity in similarities)
                if (similarity >= own) rank++;
            ranks[start + i] = rank;
        }
    }

    private float[] Directions(ReadOnlySpan<float> embeddings, string argument)
    {
        var directions = new float[embeddings.Length];
        for (var start = 0; start < embeddings.Length; start += _dimension)
        {
            var norm = IdentitySimilarity.Norm(embeddings.Slice(start, _dimension), argument, start / _dimension);
            for (var i = start; i < start + _dimension; i++) directions[i] = (float)(embeddings[i] / norm);
        }

        return directions;
    }

    private static float DotProduct(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        ReadOnlySpan<Vector<float>> wideFirst = MemoryMarshal.Cast<float, Vector<float>>(first), wideSecond = MemoryMarshal.Cast<float, Vector<float>>(second);
        var sums = Vector<float>.Zero;
        for (var i = 0; i < wideFirst.Length; i++) sums += wideFirst[i] * wideSecond[i];
        var sum = Vector.Sum(sums);
        for (var i = wideFirst.Length * Vector<float>.Count; i < first.Length; i++) sum += first[i] * second[i];
        return sum;
    }
}
