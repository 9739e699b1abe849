using GlGan.Foundation;

namespace GlGan.Datasets;

/// <summary>What a dataset was like, to tell later whether it is the same still: the names of its samples, the lengths of their files, and what is said of them.</summary>
/// <param name="Count">Number of samples.</param>
/// <param name="Names">Sum of the names, in order.</param>
/// <param name="Lengths">Sum of the lengths of the encoded images, where they are known.</param>
/// <param name="Labels">Sum of landmarks, classes, persons and attributes.</param>
internal sealed record DatasetFingerprint(int Count, string Names, string Lengths, string Labels)
{
    /// <summary>The fingerprint of a dataset; <see langword="null"/> for rendered faces, which are what their options say.</summary>
    internal static DatasetFingerprint? Of(IFaceDataset dataset)
    {
        if (dataset is SyntheticDataset) return null;
        using var names = new SampleHash();
        using var lengths = new SampleHash();
        using var labels = new SampleHash();
        if (dataset is FacePackDataset pack) lengths.Add(pack.Info.Fingerprint);
        for (var index = 0; index < dataset.Count; index++)
            for (var sample = dataset[index]; sample is not null; sample = sample.Target) Add(sample);
        return new DatasetFingerprint(dataset.Count, names.End(), lengths.End(), labels.End());

        void Add(FaceSample sample)
        {
            names.Add(sample.Name);
            lengths.Add(sample.Image);
            labels.Add(sample.Class ?? "");
            labels.Add((ulong)(sample.Identity ?? -1L));
            labels.Add(sample.Attributes?.Bits ?? 0);
            labels.Add(sample.Landmarks);
        }
    }

    /// <summary>What is other than it was, in words; none where nothing is.</summary>
    internal IEnumerable<string> DifferencesFrom(DatasetFingerprint before)
    {
        if (Count != before.Count) yield return $"{PlainText.Counted(before.Count, "sample")} before, {Count} now";
        else if (Names != before.Names) yield return "other names of images, or another order";
        if (Names != before.Names) yield break;
        if (Lengths != before.Lengths) yield return "image files of other lengths under the same names";
        if (Labels != before.Labels) yield return "other landmarks, classes, persons or attributes";
    }
}
