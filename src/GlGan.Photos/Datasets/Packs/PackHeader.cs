using System.Buffers.Binary;
using System.Text.Json;
using GlGan.Foundation;

namespace GlGan.Datasets;

/// <summary>The beginning of a pack (docs/formats/glpack.md): a fixed preamble and a JSON text.</summary>
/// <param name="Info">What the JSON says.</param>
/// <param name="Length">Bytes of preamble and JSON; the records start there.</param>
internal sealed record PackHeader(FacePackInfo Info, int Length)
{
    /// <summary>Bytes before the JSON.</summary>
    internal const int PreambleLength = 20;

    private const uint Version = 1;
    private const int LengthOffset = 12;
    private const int ChecksumOffset = 16;

    /// <summary>The first bytes of every pack. The first is not ASCII and the last a line feed, so that transfers as text show.</summary>
    internal static ReadOnlySpan<byte> Magic => [0x8B, (byte)'G', (byte)'L', (byte)'P', (byte)'A', (byte)'C', (byte)'K', (byte)'\n'];

    /// <summary>Bytes of one image with what is known of it.</summary>
    internal int EntryLength => PackEntry.Length + 3 * Info.ImageSize * Info.ImageSize;

    /// <summary>Images of a record: one, or an image and its target.</summary>
    internal int EntriesPerRecord => Info.HasTargets ? 2 : 1;

    /// <summary>Bytes of a record.</summary>
    internal int RecordLength => EntriesPerRecord * EntryLength;

    internal static byte[] Format(FacePackInfo info)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(info, PackJson.Default.FacePackInfo);
        var bytes = new byte[PreambleLength + json.Length];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(Magic.Length), Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(LengthOffset), json.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(ChecksumOffset), PackChecksum.Of(json));
        json.CopyTo(bytes.AsSpan(PreambleLength));
        return bytes;
    }

    /// <summary>Reads and checks the beginning of a pack.</summary>
    /// <exception cref="DatasetException">It is no pack, of another version, or damaged.</exception>
    internal static PackHeader Parse(string path, PackBytes file)
    {
        if (file.Length < PreambleLength) throw new DatasetException(path, $"no pack: {file.Length} bytes are too few.");
        var preamble = file.Read(0, PreambleLength);
        if (!preamble.AsSpan().StartsWith(Magic)) throw new DatasetException(path, "no pack: the file does not start as one.");
        var version = BinaryPrimitives.ReadUInt32LittleEndian(preamble.AsSpan(Magic.Length));
        if (version != Version) throw new DatasetException(path, $"the pack has version {version}; this library reads version {Version}.");
        var length = BinaryPrimitives.ReadInt32LittleEndian(preamble.AsSpan(LengthOffset));
        if (length < 0 || length > file.Length - PreambleLength)
            throw new DatasetException(path, $"the header would have {length} bytes, but the file has {file.Length}.");
        var json = file.Read(PreambleLength, length);
        if (BinaryPrimitives.ReadUInt32LittleEndian(preamble.AsSpan(ChecksumOffset)) != PackChecksum.Of(json))
            throw new DatasetException(path, "the header is damaged.");
        return new PackHeader(ParseInfo(path, json), PreambleLength + length);
    }

    private static FacePackInfo ParseInfo(string path, byte[] json)
    {
        FacePackInfo? info;
        try
        {
            info = JsonSerializer.Deserialize(json, PackJson.Default.FacePackInfo);
        }
        catch (JsonException problem)
        {
            throw new DatasetException(path, $"the header is not as the format asks for: {PlainText.Describe(problem)}", cause: problem);
        }

        if (info is null) throw new DatasetException(path, "the header is empty.");
        List<string> errors = [.. info.Errors()];
        return errors.Count == 0 ? info : throw new DatasetException(path, $"the header is not as the format asks for: {string.Join("; ", errors)}.");
    }
}
