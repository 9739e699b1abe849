namespace GlGan.Datasets;

/// <summary>
/// CelebA's aligned images (178×218) with landmarks, attributes and persons, as far as the files are there. What is kept in memory is about a
/// hundred bytes per image.
/// </summary>
public sealed class CelebADataset : IFaceDataset
{
    private readonly CelebAImages _images;
    private readonly CelebARecords _records;
    private readonly int[] _rows;

    internal CelebADataset(string name, CelebAImages images, CelebARecords records, int[] rows) => (Name, _images, _records, _rows) = (name, images, records, rows);

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Count => _rows.Length;

    /// <inheritdoc/>
    public FaceSample this[int index]
    {
        get
        {
            var row = _rows[index];
            return new FaceSample(_images[row]!, new FileImage(_images.PathOf(row)))
            {
                Source = Name,
                Landmarks = _records.Landmarks?[row],
                LandmarksOrigin = _records.Landmarks is null ? null : $"'{_records.List.Path}', line {_records.List.FirstLine + row}",
                Attributes = _records.Attributes is { } values ? new FaceAttributes(_records.AttributeNames, values[row]) : null,
                Identity = _records.Identities?[row],
            };
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Notices { get; internal init; } = [];

    /// <summary>
    /// The box around a face in the original photo; <see langword="null"/> without <c>list_bbox_celeba</c>. It is no place in the aligned image,
    /// often not even inside it, so nothing here crops by it.
    /// </summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    public CelebABox? OriginalBox(int index) => _records.Boxes?[_rows[index]];

    /// <summary>Does nothing.</summary>
    public void Dispose()
    {
    }
}
