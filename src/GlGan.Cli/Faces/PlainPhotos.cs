using GlGan.Cli.Display;
using GlGan.Datasets;

namespace GlGan.Cli.Faces;

/// <summary>Folders and archives of images without landmarks.</summary>
internal static class PlainPhotos
{
    /// <summary>Finds the faces of plain images and says what came of it; other datasets stay as they are.</summary>
    /// <param name="dataset">The dataset; the result owns it.</param>
    /// <param name="detector">The detector, by its name.</param>
    /// <param name="stop">Stops the search.</param>
    internal static IFaceDataset WithFaces(IFaceDataset dataset, string detector, CancellationToken stop)
    {
        if (detector == Detectors.None || !DetectedDataset.IsPlain(dataset)) return dataset;
        try
        {
            using var finder = Detectors.Open(detector)!;
            return DatasetProgressDisplay.Show("finding faces", progress => DetectedDataset.Of(dataset, finder, progress, cancellationToken: stop));
        }
        catch
        {
            dataset.Dispose();
            throw;
        }
    }
}
