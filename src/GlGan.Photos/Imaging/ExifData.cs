using System.Buffers.Binary;

namespace GlGan.Imaging;

/// <summary>
/// What EXIF says of a photo, in directories of entries (EXIF 2.32; TIFF 6). Read are those of the picture, the camera and the place; thumbnails, which would show the photo as it was, and what only its maker
/// understands are not.
/// </summary>
/// <param name="IsLittle">Whether numbers begin with their least byte.</param>
/// <param name="Picture">Entries of the picture.</param>
/// <param name="Camera">Those of the camera.</param>
/// <param name="Place">Where it was taken.</param>
internal sealed record ExifData(bool IsLittle, IReadOnlyList<ExifEntry> Picture, IReadOnlyList<ExifEntry> Camera, IReadOnlyList<ExifEntry> Place)
{
    private const ushort CameraPointer = 0x8769, PlacePointer = 0x8825, Long = 4;
    private const int Header = 8, EntrySize = 12, MostEntries = 500, LongestValue = 4096;

    // Bytes of a value, by type.
    private static readonly int[] Sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

    // Sizes and places of pixels, how it is turned, other kinds of metadata, and colours, which an edited photo has of its own.
    private static readonly HashSet<ushort> OfPixels =
    [
        0x0100, 0x0101, 0x0102, 0x0103, 0x0106, 0x0111, 0x0112, 0x0115, 0x0116, 0x0117, 0x011C, 0x013D, 0x0142, 0x0143, 0x0144, 0x0145, 0x014A, 0x0201, 0x0202, 0x0212, 0x0213, 0x02BC, 0x83BB, 0x8649, 0x8773, 0xC4A5,
        CameraPointer, PlacePointer,
        0x927C, 0xA001, 0xA002, 0xA003, 0xA005,
    ];

    /// <summary>Reads a block; null where it is none.</summary>
    internal static ExifData? Parse(ReadOnlySpan<byte> exif)
    {
        if (exif.StartsWith("Exif\0\0"u8)) exif = exif[6..];
        var isLittle = exif.StartsWith("II*\0"u8);
        if (exif.Length < Header || !(isLittle || exif.StartsWith("MM\0*"u8))) return null;
        var picture = Directory(exif, Number(exif[4..], 4, isLittle), isLittle);
        return new ExifData(isLittle, Kept(picture), Kept(Below(exif, picture, CameraPointer, isLittle)), Below(exif, picture, PlacePointer, isLittle));
    }

    /// <summary>The block with these directories.</summary>
    internal byte[] ToBytes()
    {
        List<ExifEntry> picture = [.. Picture];
        var size = Header + SizeOf(Picture.Count + (Camera.Count > 0 ? 1 : 0) + (Place.Count > 0 ? 1 : 0), Picture);
        var (camera, place) = (size, size + (Camera.Count > 0 ? SizeOf(Camera.Count, Camera) : 0));
        if (Camera.Count > 0) picture.Add(Pointer(CameraPointer, camera));
        if (Place.Count > 0) picture.Add(Pointer(PlacePointer, place));
        var block = new byte[place + (Place.Count > 0 ? SizeOf(Place.Count, Place) : 0)];
        (IsLittle ? "II*\0"u8 : "MM\0*"u8).CopyTo(block);
        Put(block.AsSpan(4), Header, 4);
        Write(block, Header, picture);
        if (Camera.Count > 0) Write(block, camera, Camera);
        if (Place.Count > 0) Write(block, place, Place);
        return block;
    }

    private static List<ExifEntry> Kept(IEnumerable<ExifEntry> entries) => [.. entries.Where(entry => !OfPixels.Contains(entry.Tag))];

    private static List<ExifEntry> Below(ReadOnlySpan<byte> exif, List<ExifEntry> above, ushort pointer, bool isLittle) =>
        above.Find(entry => entry.Tag == pointer) is { Type: Long, Value: [_, _, _, _] value } ? Directory(exif, Number(value, 4, isLittle), isLittle) : [];

    private static List<ExifEntry> Directory(ReadOnlySpan<byte> exif, uint start, bool isLittle)
    {
        List<ExifEntry> entries = [];
        if (start < Header || start > exif.Length - sizeof(ushort)) return entries;
        var rest = exif[(int)start..];
        var count = Math.Min(Number(rest, 2, isLittle), MostEntries);
        for (rest = rest[2..]; count > 0 && rest.Length >= EntrySize; count--, rest = rest[EntrySize..])
        {
            var (tag, type, values) = ((ushort)Number(rest, 2, isLittle), (ushort)Number(rest[2..], 2, isLittle), Number(rest[4..], 4, isLittle));
            if (type == 0 || type >= Sizes.Length || values == 0) continue;
            var length = (long)values * Sizes[type];
            if (length > LongestValue) continue;
            var at = Number(rest[8..], 4, isLittle);
            if (length <= 4) entries.Add(new ExifEntry(tag, type, values, rest.Slice(8, (int)length).ToArray()));
            else if (at <= exif.Length - length) entries.Add(new ExifEntry(tag, type, values, exif.Slice((int)at, (int)length).ToArray()));
        }

        return entries;
    }

    private static int SizeOf(int count, IEnumerable<ExifEntry> entries) => 2 + EntrySize * count + 4 + entries.Sum(entry => entry.Value.Length > 4 ? entry.Value.Length + (entry.Value.Length & 1) : 0);

    private static uint Number(ReadOnlySpan<byte> bytes, int size, bool isLittle) => (size, isLittle) switch
    {
        (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        (2, false) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        (_, true) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        (_, false) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
    };

    private void Put(Span<byte> bytes, uint value, int size)
    {
        if (size == 2 && IsLittle) BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
        else if (size == 2) BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
        else if (IsLittle) BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        else BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
    }

    private ExifEntry Pointer(ushort tag, int place)
    {
        var value = new byte[4];
        Put(value, (uint)place, 4);
        return new ExifEntry(tag, Long, 1, value);
    }

    private void Write(Span<byte> block, int start, IReadOnlyList<ExifEntry> entries)
    {
        var (at, values) = (start + 2, start + 2 + EntrySize * entries.Count + 4);
        Put(block[start..], (uint)entries.Count, 2);
        foreach (var entry in entries.OrderBy(entry => entry.Tag))
        {
            Put(block[at..], entry.Tag, 2);
            Put(block[(at + 2)..], entry.Type, 2);
            Put(block[(at + 4)..], entry.Count, 4);
            if (entry.Value.Length <= 4)
            {
                entry.Value.CopyTo(block[(at + 8)..]);
            }
            else
            {
                Put(block[(at + 8)..], (uint)values, 4);
                entry.Value.CopyTo(block[values..]);
                values += entry.Value.Length + (entry.Value.Length & 1);
            }

            at += EntrySize;
        }
    }
}
