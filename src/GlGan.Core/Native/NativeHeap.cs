using System.Runtime.InteropServices;

namespace GlGan.Native;

/// <summary>
/// The heap that libtorch's tensors come from. The GNU C library gives every large piece back to the system when it is freed and asks for it again a moment
/// later, and the first touch of each of its pages is work of the kernel: a quarter of a training step on one machine (<c>docs/decisions/0024-native-memory.md</c>).
/// </summary>
internal static unsafe class NativeHeap
{
    private const int TrimThreshold = -1, TopPad = -2, MmapThreshold = -3;
    private const int Megabyte = 1 << 20;

    /// <summary>Keeps freed memory for the next tensors, where the heap is the GNU C library's.</summary>
    internal static void Keep()
    {
        if (!OperatingSystem.IsLinux()) return;
        if (!NativeLibrary.TryLoad("libc.so.6", out var library) || !NativeLibrary.TryGetExport(library, "mallopt", out var export)) return;
        var set = (delegate* unmanaged<int, int, int>)export;
        set(MmapThreshold, 1024 * Megabyte);
        set(TrimThreshold, int.MaxValue);
        set(TopPad, 64 * Megabyte);
    }
}
