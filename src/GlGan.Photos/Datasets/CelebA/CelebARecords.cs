using System.Text;
using GlGan.Faces;
using GlGan.Foundation;

namespace GlGan.Datasets;

/// <summary>What the annotation files say of each image, file by file in one order. Files that are missing say nothing.</summary>
internal sealed class CelebARecords
{
    private const int BufferSize = 1 << 16;

    private readonly bool[]? _complete;

    private CelebARecords(CelebALayout layout, string images, bool subset)
    {
        var landmarks = Read(layout.Landmarks, CelebAAnnotations.ParseLandmarks);
        var attributes = Read(layout.Attributes, CelebAAnnotations.ParseAttributes);
        var partition = Read(layout.Partition, CelebAAnnotations.ParsePartition);
        var identities = Read(layout.Identities, CelebAAnnotations.ParseIdentities);
        var boxes = Read(layout.Boxes, CelebAAnnotations.ParseBoxes);
        List = landmarks?.List ?? attributes?.List ?? partition?.List ?? identities?.List ?? boxes?.List
            ?? new CelebAList(images, null, [.. ImageFiles.In(images)]);
        if (subset) Array.Fill(_complete = new bool[List.Files.Length], true);
        Landmarks = Arrange(landmarks);
        Attributes = Arrange(attributes);
        Partition = Arrange(partition);
        Identities = Arrange(identities);
        Boxes = Arrange(boxes);
        AttributeNames = attributes?.Columns ?? [];
    }

    internal CelebAList List { get; }

    internal FaceLandmarks[]? Landmarks { get; }

    internal string[] AttributeNames { get; }

    internal ulong[]? Attributes { get; }

    internal byte[]? Partition { get; }

    internal int[]? Identities { get; }

    internal CelebABox[]? Boxes { get; }

    /// <summary>Whether every list names an image; always, unless the lists may be of a part.</summary>
    internal bool IsComplete(int row) => _complete is null || _complete[row];

    /// <summary>Reads all annotation files there are.</summary>
    /// <param name="layout">Where they are.</param>
    /// <param name="images">Folder of the images, which are listed if no file lists them.</param>
    /// <param name="subset">Whether lists may name other images than each other.</param>
    internal static CelebARecords Read(CelebALayout layout, string images, bool subset) => new(layout, images, subset);

    private static CelebATable<T>? Read<T>(string? path, Func<TextReader, string, CelebATable<T>> parse)
    {
        if (path is null) return null;
        UserFile.Require(path);
        using var reader = new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, BufferSize);
        return parse(reader, path);
    }

    private T[]? Arrange<T>(CelebATable<T>? table) => table is null ? null : List.Arrange(table, _complete);
}
