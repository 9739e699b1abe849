using System.IO.MemoryMappedFiles;
using GlGan.Foundation;

namespace GlGan.Datasets;

/// <summary>The bytes of a pack: a mapped file, or memory. Reading is safe from several threads, also while another one disposes.</summary>
internal sealed class PackBytes : IDisposable
{
    private readonly ReadOnlyMemory<byte> _memory;
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;

    internal PackBytes(ReadOnlyMemory<byte> memory) => (_memory, Length) = (memory, memory.Length);

    private PackBytes(MemoryMappedFile file, long length)
    {
        (_file, Length) = (file, length);
        _view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
    }

    internal long Length { get; }

    /// <summary>Maps a file.</summary>
    internal static PackBytes Map(string path)
    {
        UserFile.Require(path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1);
        if (stream.Length == 0) return new PackBytes(ReadOnlyMemory<byte>.Empty);
        var file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        return new PackBytes(file, stream.Length);
    }

    /// <summary>Copies bytes out.</summary>
    /// <param name="offset">Where they start; they must lie within <see cref="Length"/>.</param>
    /// <param name="destination">Where they go.</param>
    internal void Read(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - destination.Length);
        if (_view is null) _memory.Span.Slice((int)offset, destination.Length).CopyTo(destination);
        else _view.SafeMemoryMappedViewHandle.ReadSpan((ulong)(_view.PointerOffset + offset), destination);
    }

    internal byte[] Read(long offset, int length)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(length);
        Read(offset, bytes);
        return bytes;
    }

    public void Dispose()
    {
        _view?.Dispose();
        _file?.Dispose();
    }
}
