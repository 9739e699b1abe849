using System.Buffers.Binary;
using System.Numerics;
using GlGan.Faces;

namespace GlGan.Datasets;

/// <summary>What a pack holds about one image, before its pixels.</summary>
/// <param name="SourceIndex">Index of the sample in the dataset the pack was made from.</param>
/// <param name="Source">Number of the source.</param>
/// <param name="Class">Number of the class; -1 for none.</param>
/// <param name="Identity">Number of the person.</param>
/// <param name="Attributes">One bit per attribute.</param>
/// <param name="Landmarks">Landmarks in pixels.</param>
/// <param name="IsAbsent">Whether this stands for a target that is not there.</param>
internal readonly record struct PackEntry(
    int SourceIndex, int Source, int Class, int? Identity, ulong? Attributes, FaceLandmarks? Landmarks, bool IsAbsent = false)
{
    /// <summary>Bytes before the pixels.</summary>
    internal const int Length = 80;

    private const int PixelChecksumOffset = 4;
    private const int FlagsOffset = 8;
    private const int LandmarksOffset = 40;

    private const uint HasIdentity = 1;
    private const uint HasAttributes = 2;
    private const uint HasLandmarks = 4;
    private const uint Absent = 8;

    /// <summary>Writes itself in front of pixels that are in place already.</summary>
    /// <param name="entry">The whole entry: <see cref="Length"/> bytes and the pixels.</param>
    internal void Write(Span<byte> entry)
    {
        var head = entry[..Length];
        head.Clear();
        var flags = (Identity is null ? 0 : HasIdentity) | (Attributes is null ? 0 : HasAttributes)
            | (Landmarks is null ? 0 : HasLandmarks) | (IsAbsent ? Absent : 0);
        BinaryPrimitives.WriteUInt32LittleEndian(head[PixelChecksumOffset..], PackChecksum.Of(entry[Length..]));
        BinaryPrimitives.WriteUInt32LittleEndian(head[FlagsOffset..], flags);
        BinaryPrimitives.WriteInt32LittleEndian(head[12..], SourceIndex);
        BinaryPrimitives.WriteInt32LittleEndian(head[16..], Source);
        BinaryPrimitives.WriteInt32LittleEndian(head[20..], Class);
        BinaryPrimitives.WriteInt32LittleEndian(head[24..], Identity ?? 0);
        BinaryPrimitives.WriteUInt64LittleEndian(head[32..], Attributes ?? 0);
        var place = LandmarksOffset;
        foreach (var point in Landmarks?.ToArray() ?? [])
        {
            BinaryPrimitives.WriteSingleLittleEndian(head[place..], point.X);
            BinaryPrimitives.WriteSingleLittleEndian(head[(place + 4)..], point.Y);
            place += 8;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(head, PackChecksum.Of(head[PixelChecksumOffset..]));
    }

    /// <summary>Reads the part before the pixels.</summary>
    /// <param name="head">The first <see cref="Length"/> bytes of an entry.</param>
    /// <param name="info">What the numbers refer to.</param>
    /// <returns>The entry, or <see langword="null"/> when it is damaged.</returns>
    internal static PackEntry? Read(ReadOnlySpan<byte> head, FacePackInfo info)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(head) != PackChecksum.Of(head[PixelChecksumOffset..Length])) return null;
        var flags = BinaryPrimitives.ReadUInt32LittleEndian(head[FlagsOffset..]);
        var entry = new PackEntry(
            BinaryPrimitives.ReadInt32LittleEndian(head[12..]),
            BinaryPrimitives.ReadInt32LittleEndian(head[16..]),
            BinaryPrimitives.ReadInt32LittleEndian(head[20..]),
            (flags & HasIdentity) == 0 ? null : BinaryPrimitives.ReadInt32LittleEndian(head[24..]),
            (flags & HasAttributes) == 0 ? null : BinaryPrimitives.ReadUInt64LittleEndian(head[32..]),
            (flags & HasLandmarks) == 0 ? null : ReadLandmarks(head[LandmarksOffset..]),
            (flags & Absent) != 0);
        var isValid = entry.SourceIndex >= 0 && entry.SourceIndex < info.DatasetCount
            && entry.Source >= 0 && entry.Source < info.Sources.Count
            && entry.Class >= -1 && entry.Class < info.Classes.Count
            && (entry.Landmarks is not { } landmarks || Array.TrueForAll(landmarks.ToArray(), point => float.IsFinite(point.X) && float.IsFinite(point.Y)));
        return isValid ? entry : null;
    }

    /// <summary>Whether pixels are those the entry was written with.</summary>
    internal static bool Fits(ReadOnlySpan<byte> head, ReadOnlySpan<byte> pixels) =>
        BinaryPrimitives.ReadUInt32LittleEndian(head[PixelChecksumOffset..]) == PackChecksum.Of(pixels);

    private static FaceLandmarks ReadLandmarks(ReadOnlySpan<byte> bytes)
    {
        Span<Vector2> points = stackalloc Vector2[FaceLandmarks.Count];
        for (var i = 0; i < points.Length; i++)
            points[i] = new Vector2(BinaryPrimitives.ReadSingleLittleEndian(bytes[(8 * i)..]), BinaryPrimitives.ReadSingleLittleEndian(bytes[(8 * i + 4)..]));
        return FaceLandmarks.FromPoints(points);
    }
}
