using GlGan.Cli.Faces;
using GlGan.Datasets;

namespace GlGan.Cli.Commands;

/// <summary>A dataset, and which part of it.</summary>
/// <param name="Path">File or folder.</param>
/// <param name="FormatName">Its format; <see langword="null"/> to recognise it.</param>
/// <param name="Options">The part.</param>
internal sealed record DatasetChoice(string Path, string? FormatName, DatasetOptions Options)
{
    /// <summary>What finds faces in plain images (<see cref="Detectors.Open"/>).</summary>
    internal string Detector { get; init; } = Detectors.None;

    internal IFaceDataset Open(CancellationToken stop = default) => PlainPhotos.WithFaces(DatasetFormats.Open(Path, FormatName, Options), Detector, stop);

    /// <summary>Opens both sides where a share is held out and no side was named.</summary>
    internal IFaceDataset OpenWhole(CancellationToken stop = default) => (Options.Split is null ? this with { Options = Options with { HoldOut = null } } : this).Open(stop);

    internal IDatasetFormat Format() => FormatName is null ? DatasetFormats.Recognize(Path) : DatasetFormats.Named(FormatName);
}
