using System.Collections.Concurrent;
using System.IO.Compression;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Datasets;

/// <summary>
/// Reads files of a ZIP archive from several threads at once. One <see cref="ZipArchive"/> serves one thread at a time, so a few are opened, as
/// they are needed; each holds the whole directory of the archive. Files go by their names below the root, with forward slashes, however the archive writes them.
/// </summary>
internal sealed class ZipImages : IDisposable
{
    private const int MaximumArchives = 4;

    private readonly string _path;
    private readonly Dictionary<string, (string Entry, long Length)> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<ZipArchive> _idle = [];
    private readonly SemaphoreSlim _turn = new(MaximumArchives);
    private volatile bool _disposed;

    /// <summary>Opens an archive.</summary>
    /// <exception cref="DatasetException">The file is no archive, is damaged, or has two files of one name.</exception>
    internal ZipImages(string path)
    {
        _path = path;
        UserFile.Require(path);
        try
        {
            var archive = Open();
            _idle.Add(archive);
            foreach (var entry in archive.Entries.Where(entry => entry.FullName is not ([.., '/'] or [.., '\\'])))
            {
                var name = RelativeName.Of(entry.FullName);
                if (!_files.TryAdd(name, (entry.FullName, entry.Length))) throw new DatasetException(path, $"the archive has two files of the name '{name}'.");
            }
        }
        catch (Exception problem)
        {
            CloseIdle();
            if (problem is not InvalidDataException) throw;
            throw new DatasetException(path, "this is no ZIP archive, or it is damaged or cut short.", cause: problem);
        }
    }

    /// <summary>Names of all files.</summary>
    internal IReadOnlyCollection<string> Names => _files.Keys;

    internal bool Contains(string name) => _files.ContainsKey(name);

    /// <summary>Bytes that the archive says a file has.</summary>
    internal long Length(string name) => _files[name].Length;

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="ImageFormatException">It is damaged, or longer than it says or than the limits allow.</exception>
    internal byte[] Read(string name, ImageLimits limits)
    {
        _turn.Wait();
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_idle.TryTake(out var archive)) archive = Open();
            try
            {
                return Read(archive.GetEntry(_files[name].Entry) ?? throw Problem(name, "it is no longer in the archive."), limits);
            }
            catch (Exception problem) when (problem is InvalidDataException or NotSupportedException or EndOfStreamException)
            {
                throw new ImageFormatException($"'{name}' in '{_path}' is damaged: {problem.Message}", problem);
            }
            finally
            {
                _idle.Add(archive);
                if (_disposed) CloseIdle();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Closes the archive; what is being read is read to its end.</summary>
    public void Dispose()
    {
        _disposed = true;
        CloseIdle();
    }

    // The length an archive declares decides what is allocated, so it is checked first; then no more than that is read, whatever follows.
    private byte[] Read(ZipArchiveEntry entry, ImageLimits limits)
    {
        try
        {
            limits.CheckBytes(entry.Length);
        }
        catch (ImageFormatException problem)
        {
            throw Problem(entry.FullName, problem.Message);
        }

        if (entry.Length > Array.MaxLength) throw Problem(entry.FullName, $"its {entry.Length} bytes are too many for an array.");
        var bytes = new byte[entry.Length];
        using var stream = entry.Open();
        stream.ReadExactly(bytes);
        return stream.ReadByte() < 0 ? bytes : throw Problem(entry.FullName, $"it is longer than the {entry.Length} bytes it says.");
    }

    private ZipArchive Open() => ZipFile.Open(_path, ZipArchiveMode.Read, ZipNameFallback.Encoding);

    private void CloseIdle()
    {
        while (_idle.TryTake(out var archive)) archive.Dispose();
    }

    private ImageFormatException Problem(string name, string problem) => new($"'{name}' in '{_path}' cannot be read: {problem}");
}
