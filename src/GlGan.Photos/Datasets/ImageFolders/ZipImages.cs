using System.Collections.Concurrent;
using System.IO.Compression;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Datasets;

/// <summary>
/// Reads files of a ZIP archive from several threads at once. One <see cref="ZipArchive"/> serves one thread at a time, so a few are opened, as
/// they are needed; each holds the whole directory of the archive.
/// </summary>
internal sealed class ZipImages : IDisposable
{
    private const int MaximumArchives = 4;

    private readonly string _path;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
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
            var archive = ZipFile.OpenRead(path);
            _idle.Add(archive);
            if (archive.Entries.FirstOrDefault(entry => !_names.Add(entry.FullName)) is { } second)
                throw new DatasetException(path, $"the archive has two files of the name '{second.FullName}'.");
        }
        catch (Exception problem)
        {
            CloseIdle();
            if (problem is not InvalidDataException) throw;
            throw new DatasetException(path, "this is no ZIP archive, or it is damaged or cut short.", cause: problem);
        }
    }

    /// <summary>Names of all files, as the archive has them.</summary>
    internal IReadOnlyCollection<string> Names => _names;

    internal bool Contains(string name) => _names.Contains(name);

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="ImageFormatException">It is damaged, or longer than it says or than the limits allow.</exception>
    internal byte[] Read(string name, ImageLimits limits)
    {
        _turn.Wait();
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_idle.TryTake(out var archive)) archive = ZipFile.OpenRead(_path);
            try
            {
                return Read(archive.GetEntry(name) ?? throw Problem(name, "it is no longer in the archive."), limits);
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

    private void CloseIdle()
    {
        while (_idle.TryTake(out var archive)) archive.Dispose();
    }

    private ImageFormatException Problem(string name, string problem) => new($"'{name}' in '{_path}' cannot be read: {problem}");
}
