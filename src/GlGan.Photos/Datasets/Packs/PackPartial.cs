using System.Security.Cryptography;
using System.Text;
using GlGan.Foundation;

namespace GlGan.Datasets;

/// <summary>The file of a pack while it is being written; what an interrupted run has left is found and continued.</summary>
internal sealed class PackPartial : IDisposable
{
    /// <summary>What is appended to the name of the pack.</summary>
    private const string Extension = ".partial";

    private const int LongestName = 255;

    private const int LongestHeader = 1 << 24;

    private readonly FileStream _stream;
    private readonly PackHeader _header;

    private PackPartial(FileStream stream, PackHeader header, List<int> written) => (_stream, _header, Written) = (stream, header, written);

    /// <summary>For each record in the file the index of its sample in the dataset, ascending.</summary>
    internal List<int> Written { get; }

    /// <summary>Where a pack grows: the same each time, so that a run goes on with what one before it left.</summary>
    internal static string PathFor(string pack)
    {
        var target = RealPath.Of(pack);
        var name = Encoding.UTF8.GetBytes(Path.GetFileName(target));
        return name.Length + Extension.Length <= LongestName
            ? target + Extension
            : Path.Combine(Path.GetDirectoryName(target)!, $"{Convert.ToHexStringLower(SHA256.HashData(name))[..16]}{Extension}");
    }

    /// <summary>Begins a file, or finds the whole records of an earlier one.</summary>
    /// <exception cref="DatasetException">The earlier file is of another dataset, or was begun with other options.</exception>
    internal static PackPartial Open(string path, FacePackInfo info, CancellationToken cancellationToken)
    {
        var bytes = PackHeader.Format(info);
        var header = new PackHeader(info, bytes.Length);
        UserFile.Require(path);
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        try
        {
            var start = new byte[Math.Min(bytes.Length, stream.Length)];
            stream.ReadExactly(start);
            if (!bytes.AsSpan().StartsWith(start)) throw Mismatch(path, stream, info);
            stream.Position = 0;
            stream.Write(bytes);
            return new PackPartial(stream, header, FindWhole(stream, header, cancellationToken));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Forgets the records of a sample and all samples after it.</summary>
    internal void RemoveFrom(int sourceIndex) => Written.RemoveAll(index => index >= sourceIndex);

    /// <summary>Cuts off what is not a whole record; records are appended from there.</summary>
    internal void BeginWriting()
    {
        _stream.SetLength(_header.Length + (long)Written.Count * _header.RecordLength);
        _stream.Seek(0, SeekOrigin.End);
    }

    /// <summary>Appends a record.</summary>
    internal void Append(int sourceIndex, ReadOnlySpan<byte> record)
    {
        _stream.Write(record);
        Written.Add(sourceIndex);
    }

    /// <summary>Appends what follows the records and makes sure it is on the disk.</summary>
    internal void Complete(byte[] names, byte[] damaged)
    {
        _stream.Write(names);
        _stream.Write(damaged);
        _stream.Write(new PackFooter(Written.Count, names.Length, damaged.Length, PackChecksum.Of(names), PackChecksum.Of(damaged)).Format());
        _stream.Flush(flushToDisk: true);
    }

    public void Dispose() => _stream.Dispose();

    private static List<int> FindWhole(FileStream stream, PackHeader header, CancellationToken cancellationToken)
    {
        List<int> written = [];
        var record = new byte[header.RecordLength];
        stream.Position = header.Length;
        while (stream.ReadAtLeast(record, record.Length, throwOnEndOfStream: false) == record.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (SourceOf(record, header) is not { } source || written.Count > 0 && source <= written[^1]) break;
            written.Add(source);
        }

        return written;
    }

    private static int? SourceOf(ReadOnlySpan<byte> record, PackHeader header)
    {
        int? source = null;
        for (var rest = record; rest.Length > 0; rest = rest[header.EntryLength..])
        {
            if (PackEntry.Read(rest, header.Info) is not { } entry || !PackEntry.Fits(rest, rest[PackEntry.Length..header.EntryLength])) return null;
            source ??= entry.SourceIndex;
        }

        return source;
    }

    private static DatasetException Mismatch(string path, FileStream stream, FacePackInfo info)
    {
        const string Advice = "Pack the same dataset with the same options to go on, or delete the file to begin again.";
        FacePackInfo found;
        try
        {
            var start = new byte[Math.Min(stream.Length, LongestHeader)];
            stream.Position = 0;
            stream.ReadExactly(start);
            found = PackHeader.Parse(path, new PackBytes(start)).Info;
        }
        catch (DatasetException problem)
        {
            return new DatasetException(path, $"it is in the way, and is not the beginning of this pack. {Advice}", cause: problem);
        }

        (string Name, object Found, object Wanted)[] values =
        [
            ("size", found.ImageSize, info.ImageSize),
            ("template", found.Template.Name, info.Template.Name),
            ("dataset", found.Dataset, info.Dataset),
            ("number of samples", found.DatasetCount, info.DatasetCount),
            ("version of the writer", found.WriterVersion, info.WriterVersion),
            ("fingerprint of the samples", found.Fingerprint, info.Fingerprint),
        ];
        var differences = values.Where(value => !value.Found.Equals(value.Wanted)).Select(value => $"{value.Name} {value.Found} instead of {value.Wanted}");
        return new DatasetException(path, $"it was begun from something else: {string.Join(", ", differences)}. {Advice}");
    }
}
