using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GlGan.Native;

/// <summary>
/// Loads a native library from memory, on Linux: from a file that lies in no folder and is sealed before it is loaded, so that nobody can change it in between, and nothing is left behind.
/// </summary>
internal static partial class MemoryLibrary
{
    private const uint CloseOnExec = 1, AllowSealing = 2, Executable = 0x10;
    private const int AddSeals = 1033, NoSealsShrinkingGrowingOrWriting = 0xF;

    /// <summary>Loads the library.</summary>
    /// <param name="name">What debuggers call it.</param>
    /// <param name="image">The bytes of its file.</param>
    /// <returns>Its handle, or 0 where the system does not allow it.</returns>
    internal static nint Load(string name, byte[] image)
    {
        // Kernels before 6.3 do not know the flag by which later ones want to be told that code will be run.
        var descriptor = Create(name, CloseOnExec | AllowSealing | Executable);
        if (descriptor < 0) descriptor = Create(name, CloseOnExec | AllowSealing);
        if (descriptor < 0) return 0;
        var file = new SafeFileHandle(descriptor, ownsHandle: true);
        RandomAccess.Write(file, image, 0);
        if (Control(descriptor, AddSeals, NoSealsShrinkingGrowingOrWriting) == 0 && NativeLibrary.TryLoad($"/proc/self/fd/{descriptor}", out var library))
        {
            // The loader knows libraries by their paths: as long as this one is in use, no other file may have its number.
            file.SetHandleAsInvalid();
            return library;
        }

        file.Dispose();
        return 0;
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Create(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int descriptor, int command, int argument);
}
