using GlGan.Faces;

namespace GlGan.Datasets;

/// <summary>A dataset whose landmarks come from a file of the user's.</summary>
internal static class LandmarkedDataset
{
    /// <summary>The samples that the file lists, by their names or, where those are told apart by it, by the last part of them.</summary>
    /// <param name="dataset">The dataset; the result owns it.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="DatasetException">It is not as expected, or lists none of the images.</exception>
    internal static IFaceDataset Of(IFaceDataset dataset, string file)
    {
        var faces = Read(file);
        List<FaceSample> samples = [];
        List<string> unlisted = [], several = [];
        for (var index = 0; index < dataset.Count; index++)
        {
            var sample = dataset[index];
            if (Find(faces, sample.Name) is not { Count: > 0 } found)
            {
                unlisted.Add(sample.Name);
                continue;
            }

            if (found.Count > 1) several.Add(sample.Name);
            samples.Add(sample with { Landmarks = found[0].Landmarks, LandmarksOrigin = found[0].Origin, IsAligned = false });
        }

        if (samples.Count == 0) throw new DatasetException(file, $"none of the {dataset.Count} images of the dataset is listed, such as '{dataset[0].Name}'.");
        var name = Path.GetFileName(file);
        return new ChosenSamples(dataset, samples)
        {
            Notices =
            [
                .. dataset.Notices,
                .. LeftOutNotice.Of(unlisted, "image", $"without landmarks in {name}"),
                .. LeftOutNotice.Of("The first face is taken of", several, "image", "with several"),
            ],
        };
    }

    private static IReadOnlyList<DetectedFace>? Find(OrderedDictionary<string, IReadOnlyList<DetectedFace>> faces, string name) =>
        faces.GetValueOrDefault(name) ?? faces.GetValueOrDefault(Path.GetFileName(name));

    private static OrderedDictionary<string, IReadOnlyList<DetectedFace>> Read(string file)
    {
        try
        {
            return LandmarksFile.Read(file);
        }
        catch (FormatException problem)
        {
            throw new DatasetException(file, problem.Message.Replace($"'{file}': ", ""), cause: problem);
        }
    }
}
