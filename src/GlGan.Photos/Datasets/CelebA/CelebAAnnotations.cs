using System.Numerics;
using GlGan.Faces;

namespace GlGan.Datasets;

/// <summary>
/// Parses the annotation files of CelebA, as published (text) or as Kaggle has them (CSV, recognised by the extension of the path). Anything
/// unexpected is a <see cref="DatasetException"/> with the line.
/// </summary>
internal static class CelebAAnnotations
{
    private static readonly string[] LandmarkColumns =
    [
        "lefteye_x", "lefteye_y", "righteye_x", "righteye_y", "nose_x", "nose_y", "leftmouth_x", "leftmouth_y", "rightmouth_x", "rightmouth_y",
    ];

    private static readonly string[] BoxColumns = ["x_1", "y_1", "width", "height"];

    private static readonly string[] PartitionColumns = ["partition"];

    private static readonly string[] IdentityColumns = ["identity"];

    /// <summary>One bit per attribute, the first lowest.</summary>
    internal static CelebATable<ulong> ParseAttributes(TextReader reader, string path)
    {
        var lines = new AnnotationReader(reader, path);
        var count = lines.RowCount();
        var names = lines.Header();
        if (names.Length is 0 or > FaceAttributes.Limit || names.Distinct(StringComparer.Ordinal).Count() < names.Length)
        {
            throw new DatasetException(
                path, $"1 to {FaceAttributes.Limit} different names of attributes were expected; got {names.Length}.", lines.IsCsv ? 1 : 2);
        }

        // Published as 1 and -1; tables that went through other hands often have 0 in its place, but no file both.
        var no = lines.IsCsv ? null : "-1";
        return lines.Rows(names, count, (line, names) =>
        {
            var values = 0UL;
            for (var i = 0; i < names.Length; i++)
            {
                var value = line.Next();
                if (value is "1") values |= 1UL << i;
                else if (value is not ("0" or "-1") || !value.SequenceEqual(no ??= value.ToString()))
                    throw line.Unexpected($"the attribute '{names[i]}'", $"1 or {no ?? "-1"}", value);
            }

            return values;
        });
    }

    /// <summary>Landmarks in pixels of the aligned image. The file's left is the viewer's.</summary>
    internal static CelebATable<FaceLandmarks> ParseLandmarks(TextReader reader, string path)
    {
        var lines = new AnnotationReader(reader, path);
        var count = lines.RowCount();
        lines.Header(LandmarkColumns);
        return lines.Rows(LandmarkColumns, count, static (line, names) =>
        {
            Span<Vector2> points = stackalloc Vector2[FaceLandmarks.Count];
            for (var i = 0; i < points.Length; i++) points[i] = new(line.Integer(names[2 * i]), line.Integer(names[2 * i + 1]));
            return FaceLandmarks.FromPoints(points);
        });
    }

    /// <summary>Boxes in pixels of the original photo.</summary>
    internal static CelebATable<CelebABox> ParseBoxes(TextReader reader, string path)
    {
        var lines = new AnnotationReader(reader, path);
        var count = lines.RowCount();
        lines.Header(BoxColumns);
        return lines.Rows(BoxColumns, count, static (line, names) =>
            new CelebABox(line.Integer(names[0]), line.Integer(names[1]), line.Integer(names[2]), line.Integer(names[3])));
    }

    /// <summary>Numbers of the splits.</summary>
    internal static CelebATable<byte> ParsePartition(TextReader reader, string path)
    {
        var lines = new AnnotationReader(reader, path);
        if (lines.IsCsv) lines.Header(PartitionColumns);
        return lines.Rows<byte>(PartitionColumns, null, static (line, names) => line.Next() switch
        {
            "0" => 0,
            "1" => 1,
            "2" => 2,
            var value => throw line.Unexpected(names[0], "0 (train), 1 (val) or 2 (test)", value),
        });
    }

    /// <summary>Numbers of the persons.</summary>
    internal static CelebATable<int> ParseIdentities(TextReader reader, string path)
    {
        var lines = new AnnotationReader(reader, path);
        if (lines.IsCsv) lines.Header(IdentityColumns);
        return lines.Rows(IdentityColumns, null, static (line, names) => line.Integer(names[0]));
    }
}
