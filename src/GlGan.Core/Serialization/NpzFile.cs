using System.IO.Compression;
using GlGan.Foundation;

namespace GlGan.Serialization;

/// <summary>NumPy's <c>.npz</c>: a ZIP archive of <c>.npy</c> arrays, stored (<c>savez</c>) or deflated (<c>savez_compressed</c>).</summary>
internal static class NpzFile
{
    private const string Extension = ".npy";

    // Entries of a fixed age: equal arrays make equal files.
    private static readonly DateTimeOffset Timestamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads the named arrays, in the order of the names.</summary>
    /// <exception cref="InvalidDataException">The file is no such archive, is damaged or lacks one of them.</exception>
    internal static NpyArray[] Read(string path, params string[] names)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        UserFile.Require(path);
        using var file = File.OpenRead(path);
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read);
            return Array.ConvertAll(names, name => Read(archive, name));
        }
        catch (Exception problem) when (problem is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidDataException($"'{path}' is not an .npz file with the arrays {string.Join(", ", names)}: {problem.Message}", problem);
        }
    }

    /// <summary>Writes arrays uncompressed, as <c>numpy.savez</c> does.</summary>
    internal static void Write(string path, params (string Name, NpyArray Array)[] arrays) => AtomicFile.Write(path, file =>
    {
        using var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, array) in arrays)
        {
            var entry = archive.CreateEntry(name + Extension, CompressionLevel.NoCompression);
            entry.LastWriteTime = Timestamp;
            using var stream = entry.Open();
            NpyFormat.Write(stream, array);
        }
    });

    private static NpyArray Read(ZipArchive archive, string name)
    {
        var entry = archive.GetEntry(name + Extension)
            ?? throw new InvalidDataException($"there is no '{name}'; it holds {string.Join(", ", archive.Entries.Select(entry => entry.FullName))}.");
        using var stream = entry.Open();
        try
        {
            return NpyFormat.Read(stream);
        }
        catch (Exception problem) when (problem is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidDataException($"'{name}': {problem.Message}", problem);
        }
    }
}
