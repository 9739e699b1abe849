using GlGan.Imaging;

namespace GlGan.Datasets;

/// <summary>
/// The faces of a pack: aligned, of one size, and copied straight from a mapped file with no decoding. A damaged record is an image that
/// cannot be loaded (<see cref="ImageFormatException"/>), so that it is left out and counted like any damaged image.
/// </summary>
public sealed class FacePackDataset : IFaceDataset
{
    private readonly FacePackReader _pack;
    private readonly int[]? _records;

    internal FacePackDataset(FacePackReader pack, int[]? records = null) => (_pack, _records) = (pack, records);

    /// <summary>What the pack says about itself.</summary>
    public FacePackInfo Info => _pack.Info;

    /// <summary>The images that were left out when the pack was made.</summary>
    public IReadOnlyList<DamagedImage> LeftOut => _pack.Damaged;

    /// <inheritdoc/>
    public string Name => Info.Dataset;

    /// <inheritdoc/>
    public int Count => _records?.Length ?? _pack.Count;

    /// <inheritdoc/>
    public FaceSample this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var record = _records is null ? index : _records[index];
            return Sample(record, 0) with { Target = Info.HasTargets && _pack.Entry(record, 1) is not { IsAbsent: true } ? Sample(record, 1) : null };
        }
    }

    /// <summary>Opens a pack and checks everything but the records.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DatasetException">The file is no pack, not complete, or damaged.</exception>
    public static FacePackDataset Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new FacePackDataset(FacePackReader.Open(path));
    }

    /// <inheritdoc/>
    public void Dispose() => _pack.Dispose();

    private FaceSample Sample(int record, int part)
    {
        var sample = new FaceSample(_pack.Name(record, part), new FacePackImage(_pack, record, part)) { IsAligned = true };
        if (_pack.Entry(record, part) is not { } entry) return sample;
        return sample with
        {
            Source = Info.Sources[entry.Source],
            Class = entry.Class < 0 ? null : Info.Classes[entry.Class],
            Identity = entry.Identity,
            Attributes = entry.Attributes is { } bits ? new FaceAttributes(Info.Attributes, bits) : null,
            Landmarks = entry.Landmarks,
        };
    }
}
