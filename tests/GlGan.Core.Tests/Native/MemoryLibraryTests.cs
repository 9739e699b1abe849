using System.Runtime.InteropServices;
using GlGan.Native;

namespace GlGan.Tests.Native;

public sealed class MemoryLibraryTests
{
    [Fact]
    public void A_library_is_loaded_from_a_sealed_file_in_no_folder()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Files in memory are Linux's.");
        var image = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "runtimes", $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}", "native", "libSkiaSharp.so"));

        var library = MemoryLibrary.Load("glgan-test", image);

        Assert.NotEqual(0, library);
        Assert.True(NativeLibrary.TryGetExport(library, "sk_colorspace_new_srgb", out _));
        Assert.Contains(File.ReadLines("/proc/self/maps"), line => line.Contains("memfd:glgan-test", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_no_library_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Files in memory are Linux's.");

        Assert.Equal(0, MemoryLibrary.Load("glgan-test", new byte[100]));
    }
}
