using System.Buffers;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using GlGan.Foundation;
using Microsoft.Win32.SafeHandles;

namespace GlGan.Datasets;

/// <summary>The bytes of a file: mapped, or pinned where they are. Every access goes through <see cref="Slice"/>, which checks its bounds.</summary>
internal sealed partial class LmdbMap : IDisposable
{
    // POSIX_MADV_RANDOM of Linux and macOS.
    private const int RandomAccess = 1;

    private readonly SafeMemoryMappedViewHandle? _view;
    private MemoryHandle _pin;
    private unsafe byte* _start;

    internal unsafe LmdbMap(ReadOnlyMemory<byte> bytes)
    {
        _pin = bytes.Pin();
        _start = (byte*)_pin.Pointer;
        Length = bytes.Length;
    }

    private unsafe LmdbMap(SafeMemoryMappedViewHandle view, long length)
    {
        _view = view;
        view.AcquirePointer(ref _start);
        Length = length;
        // Entries are wanted in any order. Unasked, Linux reads 128 kB around each page: 8 times as slow when the disk cache is cold.
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()) _ = Advise(_start, (nuint)length, RandomAccess);
    }

    internal long Length { get; }

    internal static LmdbMap Open(string path)
    {
        UserFile.Require(path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var length = stream.Length;
        if (length == 0) throw new LmdbException(path, null, "the file is empty.");
        using var file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        using var accessor = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        return new LmdbMap(accessor.SafeMemoryMappedViewHandle, length);
    }

    /// <summary>Keeps the bytes where they are until the result is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The file is not mapped any more.</exception>
    internal LmdbHold Hold() => new(_view);

    internal unsafe ReadOnlySpan<byte> Slice(long offset, int length)
    {
        var start = _start;
        ObjectDisposedException.ThrowIf(start is null, typeof(LmdbReader));
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - length);
        return new ReadOnlySpan<byte>(start + offset, length);
    }

    public unsafe void Dispose()
    {
        if (_start is null) return;
        _start = null;
        _view?.ReleasePointer();
        _pin.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "posix_madvise")]
    private static unsafe partial int Advise(void* start, nuint length, int advice);
}
