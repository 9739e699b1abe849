using System.Numerics;
using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Tests.Pairs;

namespace GlGan.Tests.Datasets;

/// <summary>Small datasets for packs.</summary>
internal static class PackSamples
{
    internal static readonly string[] Attributes = ["Smiling", "Eyeglasses"];

    /// <summary>Photos with landmarks, identities, classes and attributes; some damaged.</summary>
    internal static MemoryDataset Photos(int count, params int[] damaged) => new("photos", [.. Enumerable.Range(0, count).Select(i => new FaceSample(
        $"folder/ä{i}.jpg", damaged.Contains(i) ? new EncodedImage(() => []) : new MemoryImage(NumberedTask.Numbered(60, 50, i)))
    {
        Source = i % 2 == 0 ? "even" : "odd",
        Identity = i % 3 == 0 ? null : i,
        Class = i % 4 == 0 ? null : $"class{i % 4}",
        Attributes = new FaceAttributes(Attributes, (ulong)(i % 4)),
        Landmarks = i % 5 == 4 ? null : FaceTemplate.TpGan128.At(40).Map(point => point + new Vector2(i % 7, 3)),
    })]);

    internal static FacePackReport Write(
        string path, IFaceDataset dataset, FacePackOptions? options = null, IProgress<DatasetProgress>? progress = null, CancellationToken? stop = null) =>
        FacePackWriter.Write(path, dataset, options, progress, cancellationToken: stop ?? TestContext.Current.CancellationToken);

    /// <summary>The same photos, each with the next one as its target; the last has none.</summary>
    internal static IFaceDataset Pairs(int count)
    {
        var photos = Photos(count + 1);
        return new MemoryDataset("pairs", [.. Enumerable.Range(0, count).Select(i => photos[i] with { Target = i == count - 1 ? null : photos[i + 1] })]);
    }
}
