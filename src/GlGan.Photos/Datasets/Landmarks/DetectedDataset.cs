using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Datasets;

/// <summary>A dataset of plain images whose faces a detector finds.</summary>
public static class DetectedDataset
{
    /// <summary>Whether a dataset is a folder or an archive of plain images, of which nobody has said where faces are.</summary>
    public static bool IsPlain(IFaceDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return dataset.Name is ImageFolderFormat.FormatName or ZipFormat.FormatName && dataset[0].Landmarks is null;
    }

    /// <summary>
    /// Looks at every image. Those without a face, or that cannot be read, are left out and told (<see cref="IFaceDataset.Notices"/>); of those with several, the most prominent face is taken. Where no image has
    /// a face, all stay as they are.
    /// </summary>
    /// <param name="dataset">The dataset; the result owns it.</param>
    /// <param name="detector">Finds faces; called from several threads.</param>
    /// <param name="progress">Told after every image.</param>
    /// <param name="codec">Decoder; <see cref="SkiaImageCodec.Default"/> unless given.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static IFaceDataset Of(
        IFaceDataset dataset, ILandmarkDetector detector, IProgress<DatasetProgress>? progress = null, IImageCodec? codec = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(detector);
        var found = new IReadOnlyList<DetectedFace>?[dataset.Count];
        var damage = new string?[dataset.Count];
        int done = 0, damaged = 0;
        var gate = new Lock();
        ParallelWork.For(dataset.Count, Environment.ProcessorCount, Look, cancellationToken);
        string[] Names(Func<IReadOnlyList<DetectedFace>?, bool> which) => [.. Enumerable.Range(0, found.Length).Where(index => which(found[index])).Select(index => dataset[index].Name)];
        if (!found.Any(faces => faces?.Count > 0))
            return new MappedDataset(dataset, sample => sample) { Notices = [.. dataset.Notices, NoFaces(dataset.Count, found.Count(faces => faces is not null))] };
        FaceSample[] samples =
        [
            .. Enumerable.Range(0, found.Length).Where(index => found[index]?.Count > 0)
                .Select(index => dataset[index] with { Landmarks = found[index]![0].Landmarks, LandmarksOrigin = $"found in '{dataset[index].Name}'" }),
        ];
        return new ChosenSamples(dataset, samples)
        {
            Damaged = [.. damage.Index().Where(entry => entry.Item is not null).Select(entry => new DamagedImage(dataset[entry.Index].Name, entry.Item!))],
            Notices =
            [
                .. dataset.Notices,
                $"Faces were found in {samples.Length} of {PlainText.Counted(dataset.Count, "image")}.",
                .. LeftOutNotice.Of(Names(faces => faces is { Count: 0 }), "image", "without a face"),
                .. LeftOutNotice.Of(Names(faces => faces is null), "image", "that cannot be read"),
                .. LeftOutNotice.Of("The largest face is taken of", Names(faces => faces?.Count > 1), "image", "with several"),
            ],
        };

        static string NoFaces(int count, int readable) => readable == 0
            ? "None of the images can be read."
            : $"No face was found in any image{(readable < count ? " that can be read" : "")}: images are used as they are, cropped to their middle.";

        void Look(int index)
        {
            ImageBuffer? image = null;
            try
            {
                image = dataset[index].Image.Load(codec ?? SkiaImageCodec.Default);
            }
            catch (Exception problem) when (SampleAlignment.IsDamage(problem))
            {
                damage[index] = problem.Message;
                Interlocked.Increment(ref damaged);
            }

            if (image is not null) found[index] = detector.Detect(image);
            lock (gate) progress?.Report(new DatasetProgress(++done, dataset.Count, damaged));
        }
    }
}
