using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Datasets;

/// <summary>Looks at a dataset before it is trained on: what is there, how large, what is damaged, which landmarks look wrong.</summary>
public static class DatasetInspector
{
    private static readonly string[] SplitNames = ["train", "val", "test"];
    private static readonly string[] HeldOutNames = ["train", "val"];

    /// <summary>Inspects a dataset: everything but the images of all samples, and the images of some.</summary>
    /// <param name="dataset">The dataset; borrowed.</param>
    /// <param name="options">How many images are decoded; defaults unless given.</param>
    /// <param name="progress">Told after every image, one call at a time.</param>
    /// <param name="codec">Decoder; <see cref="SkiaImageCodec.Default"/> unless given.</param>
    /// <param name="cancellationToken">Ends the inspection.</param>
    /// <exception cref="ArgumentException">Options are invalid; the message lists all errors.</exception>
    public static DatasetReport Inspect(
        IFaceDataset dataset,
        InspectionOptions? options = null,
        IProgress<DatasetProgress>? progress = null,
        IImageCodec? codec = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        options = options.ValidOrDefault();
        var tally = new DatasetTally();
        for (var index = 0; index < dataset.Count; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            tally.Add(dataset[index]);
        }

        var images = Decode(dataset, options, progress, codec ?? SkiaImageCodec.Default, cancellationToken);
        foreach (var image in images)
            if (image.Sample.Landmarks is { } landmarks && image.Damage is null) tally.Checks.Add(image.Sample.Name, landmarks, image.Width, image.Height);
        IReadOnlyList<DamagedImage> leftOut = dataset is ChosenSamples chosen ? chosen.Damaged : [];
        return new DatasetReport
        {
            Name = dataset.Name,
            Count = dataset.Count,
            Classes = tally.Classes,
            Attributes = tally.Attributes,
            Identities = tally.Identities,
            WithLandmarks = tally.WithLandmarks,
            WithTarget = tally.WithTarget,
            Aligned = tally.Aligned,
            Decoded = images.Length + leftOut.Count,
            Width = LengthRange.Of(images.Where(image => image.Damage is null).Select(image => image.Width)),
            Height = LengthRange.Of(images.Where(image => image.Damage is null).Select(image => image.Height)),
            Damaged = [.. leftOut, .. images.Where(image => image.Damage is not null).Select(image => new DamagedImage(image.Sample.Name, image.Damage!))],
            Notices = dataset.Notices,
            Landmarks = tally.WithLandmarks > 0 ? tally.Checks.Findings : [],
        };
    }

    /// <summary>The splits of a dataset and their sizes, found by opening each of train, val and test.</summary>
    /// <param name="path">File or folder.</param>
    /// <param name="format">Its format.</param>
    /// <param name="options">Which part of each split to count.</param>
    /// <returns>Name → number of samples; empty for datasets without splits.</returns>
    public static IReadOnlyDictionary<string, int> CountSplits(string path, IDatasetFormat format, DatasetOptions options)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(options);
        var counts = new OrderedDictionary<string, int>();
        foreach (var split in options.HoldOut is not null ? HeldOutNames : (format as IKnownSplits)?.SplitsIn(path) ?? SplitNames)
        {
            try
            {
                using var part = Open(split);
                counts.Add(split, part.Count);
            }
            catch (Exception problem) when (problem is DatasetException or InvalidOperationException)
            {
                // That is how a format says that it has no such split.
            }
        }

        return counts;

        IFaceDataset Open(string split) => options.HoldOut is { } share
            ? format.Open(path, options with { Split = null, HoldOut = null }).Split(split, share)
            : format.Open(path, options with { Split = split });
    }

    private static DecodedImage[] Decode(
        IFaceDataset dataset, InspectionOptions options, IProgress<DatasetProgress>? progress, IImageCodec codec, CancellationToken cancellationToken)
    {
        var order = IndexShuffle.Within(options.Seed, 0, dataset.Count);
        int[] chosen = [.. Enumerable.Range(0, Math.Min(options.DecodedImages ?? dataset.Count, dataset.Count)).Select(place => order[place]).Order()];
        var images = new DecodedImage[chosen.Length];
        var gate = new Lock();
        var (done, damaged) = (0, 0);
        ParallelWork.For(chosen.Length, options.Workers, DecodeAt, cancellationToken);
        return images;

        void DecodeAt(int place)
        {
            images[place] = Decode(dataset[chosen[place]], codec);
            lock (gate)
            {
                if (images[place].Damage is not null) damaged++;
                progress?.Report(new DatasetProgress(++done, chosen.Length, damaged));
            }
        }
    }

    private static DecodedImage Decode(FaceSample sample, IImageCodec codec)
    {
        try
        {
            var image = sample.Image.Load(codec);
            sample.Target?.Image.Load(codec);
            return new DecodedImage(sample, image.Width, image.Height, null);
        }
        catch (Exception problem) when (SampleAlignment.IsDamage(problem))
        {
            return new DecodedImage(sample, 0, 0, problem.Message);
        }
    }

    private readonly record struct DecodedImage(FaceSample Sample, int Width, int Height, string? Damage);
}
