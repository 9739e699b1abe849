using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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

    /// <summary>
    /// One side of a dataset that holds some samples out: <c>val</c> those, <c>train</c> the others. The SHA-256 of a sample's name decides, or that of the number of its
    /// person where there is one, so that nobody is on both sides; samples that are added later change no side, and it is the same on every system.
    /// </summary>
    /// <param name="dataset">Source.</param>
    /// <param name="split"><c>train</c> or <c>val</c>.</param>
    /// <param name="holdOut">Share of the names that is held out, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">The split or the share is another.</exception>
    /// <exception cref="InvalidOperationException">No sample is on that side.</exception>
    public static IFaceDataset Split(this IFaceDataset dataset, string split, double holdOut)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (holdOut is not (> 0 and < 1))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The share that is held out must be above 0 and below 1; got {holdOut}."), nameof(holdOut));
        if (split is not ("train" or "val")) throw new ArgumentException($"A dataset that holds some out has the splits train and val; got '{split}'.", nameof(split));
        (int, int)[] places = [.. Enumerable.Range(0, dataset.Count).Where(index => IsHeldOut(dataset[index], holdOut) == (split == "val")).Select(index => (0, index))];
        return places.Length > 0 ? new DatasetView(dataset.Name, [dataset], places) : throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture,
            $"The split '{split}' of {dataset.Name} is empty when a share of {holdOut} of its {dataset.Count} samples is held out: hold out another share."));
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

    // A name may be composed on one system and decomposed on another.
    private static bool IsHeldOut(FaceSample sample, double share)
    {
        var key = sample.Identity is { } person ? person.ToString(CultureInfo.InvariantCulture) : sample.Name.Normalize();
        var hash = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        return (hash >> 11) * (1.0 / (1L << 53)) < share;
    }

    private static string JoinNames(IEnumerable<IFaceDataset> sources) => string.Join('+', sources.Select(source => source.Name).Distinct());
}
