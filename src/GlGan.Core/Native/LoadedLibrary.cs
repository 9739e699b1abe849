using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GlGan.Native;

/// <summary>Native libraries that this process has loaded already.</summary>
internal static class LoadedLibrary
{
    /// <summary>The handle of a loaded library on Linux, or 0.</summary>
    /// <param name="prefix">What its file's name begins with.</param>
    internal static nint Find(string prefix)
    {
        if (!OperatingSystem.IsLinux()) return 0;
        using var process = Process.GetCurrentProcess();
        var path = process.Modules.Cast<ProcessModule>().Select(module => module.FileName).FirstOrDefault(file => Path.GetFileName(file).StartsWith(prefix, StringComparison.Ordinal));
        return path is not null && NativeLibrary.TryLoad(path, out var library) ? library : 0;
    }
}
