using GlGan.Foundation;

namespace GlGan.Datasets;

/// <summary>Cuts, orders and joins datasets. Results own what they are made from: dispose the result only.</summary>
public static class FaceDatasetExtensions
{
    private const ulong ShuffleStream = 0x5348;
    private const ulong MixStream = 0x4D58;

    /// <summary>Consecutive samples.</summary>
    /// <param name="dataset">Source.</param>
    /// <param name="start">First sample, from 0.</param>
    /// <param name="count">Number of samples, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The dataset does not have these samples.</exception>
    public static IFaceDataset Slice(this IFaceDataset dataset, int start, int count)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)start + count, dataset.Count, nameof(count));
        return new DatasetView(dataset.Name, [dataset], [.. Enumerable.Range(start, count).Select(index => (0, index))]);
    }

    /// <summary>The samples that satisfy a condition, in order.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static IFaceDataset Where(this IFaceDataset dataset, Func<FaceSample, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(condition);
        (int, int)[] places = [.. Enumerable.Range(0, dataset.Count).Where(index => condition(dataset[index])).Select(index => (0, index))];
        if (places.Length == 0) throw new InvalidOperationException($"None of the {dataset.Count} samples of {dataset.Name} satisfies the condition.");
        return new DatasetView(dataset.Name, [dataset], places);
    }

    /// <summary>All samples in a seeded random order.</summary>
    public static IFaceDataset Shuffle(this IFaceDataset dataset, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return new DatasetView(dataset.Name, [dataset], [.. Enumerable.Range(0, dataset.Count).Select(place => (0, IndexShuffle.At(seed ^ ShuffleStream, place, dataset.Count)))]);
    }

    /// <summary>Every sample changed by a function, such as one that sets <see cref="FaceSample.Class"/>.</summary>
    /// <param name="dataset">Source.</param>
    /// <param name="change">The change; called from several threads at once, each time a sample is asked for.</param>
    public static IFaceDataset Select(this IFaceDataset dataset, Func<FaceSample, FaceSample> change)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(change);
        return new MappedDataset(dataset, change);
    }

    /// <summary>One dataset after the other.</summary>
    public static IFaceDataset Concat(this IFaceDataset first, params IReadOnlyList<IFaceDataset> others)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(others);
        IFaceDataset[] sources = [first, .. others];
        return new DatasetView(JoinNames(sources), sources, [.. sources.SelectMany((source, number) => Enumerable.Range(0, source.Count).Select(index => (number, index)))]);
    }

    /// <summary>
    /// A seeded mix in which each dataset has a given share of the samples, whatever its size: small datasets repeat, large ones are used in part.
    /// </summary>
    /// <param name="parts">Datasets and their weights, each above 0.</param>
    /// <param name="count">Number of samples of the mix, at least 1.</param>
    /// <param name="seed">Seed of the order.</param>
    /// <exception cref="ArgumentException">There is no part, or a weight is not positive.</exception>
    public static IFaceDataset Mix(IReadOnlyList<(IFaceDataset Dataset, double Weight)> parts, int count, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (parts.Count == 0) throw new ArgumentException("Give at least one dataset.", nameof(parts));
        foreach (var (dataset, weight) in parts)
            if (!(weight > 0) || !double.IsFinite(weight)) throw new ArgumentException($"The weight of {dataset.Name} must be positive and finite; got {weight}.", nameof(parts));

        // Largest debt first: after any number of samples each part is within one of its share.
        var total = parts.Sum(part => part.Weight);
        var used = new int[parts.Count];
        var places = new (int Part, int Index)[count];
        for (var place = 0; place < count; place++)
        {
            var next = Enumerable.Range(0, parts.Count).MaxBy(part => parts[part].Weight / total * (place + 1) - used[part]);
            places[place] = (next, IndexShuffle.At(seed ^ MixStream + (ulong)next, used[next]++, parts[next].Dataset.Count));
        }

        IFaceDataset[] sources = [.. parts.Select(part => part.Dataset)];
        return new DatasetView(JoinNames(sources), sources, places);
    }

    /// <summary>
    /// Every sample of a person with at least two images, with the most frontal other image of that person as its <see cref="FaceSample.Target"/>:
    /// the one whose nose, along the line through the eyes, is nearest to their middle. Without landmarks any other image is drawn.
    /// </summary>
    /// <param name="dataset">Source; samples without <see cref="FaceSample.Identity"/>, or whose person has no other image, are left out.</param>
    /// <param name="seed">Decides between images that are equally frontal, and draws where there are no landmarks.</param>
    /// <exception cref="InvalidOperationException">No sample is left.</exception>
    public static IFaceDataset PairByIdentity(this IFaceDataset dataset, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return new IdentityPairs(dataset, seed);
    }

    private static string JoinNames(IEnumerable<IFaceDataset> sources) => string.Join('+', sources.Select(source => source.Name).Distinct());
}
