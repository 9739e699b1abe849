using System.Text.Json;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Datasets;

/// <summary>An open pack. Header, names and end are checked when it is opened, a record each time it is read; safe to use from several threads.</summary>
internal sealed class FacePackReader : IDisposable
{
    private readonly string _path;
    private readonly PackBytes _file;
    private readonly PackHeader _header;
    private readonly PackNames _names;

    /// <summary>Reads a pack from memory.</summary>
    internal FacePackReader(string path, ReadOnlyMemory<byte> bytes)
        : this(path, new PackBytes(bytes))
    {
    }

    private FacePackReader(string path, PackBytes file)
    {
        (_path, _file) = (path, file);
        _header = PackHeader.Parse(path, file);
        var footer = PackFooter.Parse(path, file, _header);
        Count = (int)footer.Count;
        var namesStart = _header.Length + footer.Count * _header.RecordLength;
        _names = ReadNames(namesStart, footer);
        Damaged = ReadDamaged(namesStart + footer.NamesLength, footer);
    }

    internal FacePackInfo Info => _header.Info;

    internal int Count { get; }

    /// <summary>The images that were left out when the pack was made.</summary>
    internal IReadOnlyList<DamagedImage> Damaged { get; }

    /// <summary>Maps a file.</summary>
    internal static FacePackReader Open(string path)
    {
        var file = PackBytes.Map(path);
        try
        {
            return new FacePackReader(path, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    internal string Name(int record, int part) => _names[checked(record * _header.EntriesPerRecord + part)];

    /// <summary>What is known of an image; <see langword="null"/> when that is damaged.</summary>
    internal PackEntry? Entry(int record, int part)
    {
        Span<byte> head = stackalloc byte[PackEntry.Length];
        _file.Read(Offset(record, part), head);
        return PackEntry.Read(head, Info);
    }

    /// <summary>Copies an image out.</summary>
    /// <exception cref="ImageFormatException">It is damaged.</exception>
    internal ImageBuffer Image(int record, int part)
    {
        Span<byte> head = stackalloc byte[PackEntry.Length];
        var offset = Offset(record, part);
        _file.Read(offset, head);
        var pixels = _file.Read(offset + PackEntry.Length, _header.EntryLength - PackEntry.Length);
        if (PackEntry.Read(head, Info) is null || !PackEntry.Fits(head, pixels))
            throw new ImageFormatException($"'{_path}': record {record} ({Name(record, part)}) is damaged: its checksum is another.");
        return new ImageBuffer(Info.ImageSize, Info.ImageSize, pixels);
    }

    public void Dispose() => _file.Dispose();

    private long Offset(int record, int part) => _header.Length + (long)record * _header.RecordLength + (long)part * _header.EntryLength;

    private PackNames ReadNames(long start, PackFooter footer)
    {
        var block = _file.Read(start, (int)footer.NamesLength);
        if (PackChecksum.Of(block) != footer.NamesChecksum) throw new DatasetException(_path, "the names of the samples are damaged.");
        try
        {
            return new PackNames(block, footer.Count * _header.EntriesPerRecord);
        }
        catch (InvalidDataException problem)
        {
            throw new DatasetException(_path, $"the names of the samples are not as the format asks for: {problem.Message}.", cause: problem);
        }
    }

    private DamagedImage[] ReadDamaged(long start, PackFooter footer)
    {
        var json = _file.Read(start, (int)footer.DamagedLength);
        if (PackChecksum.Of(json) != footer.DamagedChecksum) throw new DatasetException(_path, "the list of images left out is damaged.");
        try
        {
            var damaged = JsonSerializer.Deserialize(json, PackJson.Default.DamagedImageArray);
            return damaged is null || Array.Exists(damaged, image => image is null) ? throw new JsonException("an entry is null.") : damaged;
        }
        catch (JsonException problem)
        {
            throw new DatasetException(_path, $"the list of images left out is not as the format asks for: {PlainText.Describe(problem)}", cause: problem);
        }
    }
}
