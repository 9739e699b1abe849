using GlGan.Datasets;

namespace GlGan.Cli.Commands;

/// <summary>A dataset, and which part of it.</summary>
/// <param name="Path">File or folder.</param>
/// <param name="FormatName">Its format; <see langword="null"/> to recognise it.</param>
/// <param name="Options">The part.</param>
internal sealed record DatasetChoice(string Path, string? FormatName, DatasetOptions Options)
{
    internal IFaceDataset Open() => DatasetFormats.Open(Path, FormatName, Options);

    internal IDatasetFormat Format() => FormatName is null ? DatasetFormats.Recognize(Path) : DatasetFormats.Named(FormatName);
}
