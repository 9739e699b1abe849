using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace GlGan.Foundation;

/// <summary>What a path leads to through all links, as the system tells without opening it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Identity">The same for all paths that lead there, hard links and mounts included; <see langword="null"/> where there is nothing.</param>
public readonly partial record struct PathTarget(PathKind Kind, string? Identity)
{
    private const int TypeBits = 0xF000;

    /// <summary>Looks where a path leads.</summary>
    /// <param name="path">A path, relative to the current folder unless it is full.</param>
    public static PathTarget Of(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        path = Path.GetFullPath(path);
        try
        {
            return OperatingSystem.IsLinux() ? OnLinux(path) : OperatingSystem.IsMacOS() ? OnMacOS(path) : ByName(path);
        }
        catch (EntryPointNotFoundException)
        {
            return ByName(path);
        }
    }

    // Without the system's numbers, by the path behind all links; there are no pipes among the files of Windows.
    private static PathTarget ByName(string path)
    {
        try
        {
            var real = RealPath.Of(path);
            var kind = Directory.Exists(real) ? PathKind.Folder : File.Exists(real) ? PathKind.File : PathKind.Missing;
            return kind == PathKind.Missing ? default : new PathTarget(kind, OperatingSystem.IsLinux() ? real : real.ToUpperInvariant());
        }
        catch (IOException)
        {
            return default;
        }
    }

    // struct statx is the same on every processor: the mode at 28, the inode at 32, the device at 136.
    private static unsafe PathTarget OnLinux(string path)
    {
        const int currentFolder = -100, typeAndInode = 0x101, length = 256, notPermitted = 1, notThere = 38;
        var status = stackalloc byte[length];
        if (StatX(currentFolder, path, 0, typeAndInode, status) != 0)
            return Marshal.GetLastPInvokeError() is notPermitted or notThere ? ByName(path) : default; // Old kernels, and sandboxes, have no such call.
        var bytes = new ReadOnlySpan<byte>(status, length);
        return New(BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]), BinaryPrimitives.ReadUInt64LittleEndian(bytes[136..]), BinaryPrimitives.ReadUInt64LittleEndian(bytes[32..]));
    }

    // struct stat with long inodes: the device at 0, the mode at 4, the inode at 8.
    private static unsafe PathTarget OnMacOS(string path)
    {
        const int length = 256;
        var status = stackalloc byte[length];
        if ((RuntimeInformation.ProcessArchitecture == Architecture.X64 ? StatLongInodes(path, status) : Stat(path, status)) != 0) return default;
        var bytes = new ReadOnlySpan<byte>(status, length);
        return New(BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]), BinaryPrimitives.ReadUInt32LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
    }

    private static PathTarget New(int mode, ulong device, ulong inode) => new(
        (mode & TypeBits) switch
        {
            0x8000 => PathKind.File,
            0x4000 => PathKind.Folder,
            0x1000 => PathKind.Pipe,
            0xC000 => PathKind.Socket,
            _ => PathKind.Device,
        },
        $"{device:x}:{inode:x}");

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static unsafe partial int StatX(int folder, string path, int flags, uint mask, byte* status);

    [LibraryImport("libc", EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Stat(string path, byte* status);

    [LibraryImport("libc", EntryPoint = "stat$INODE64", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int StatLongInodes(string path, byte* status);
}
