using System.Reflection;
using System.Runtime.InteropServices;

namespace GlGan.Native;

/// <summary>Turns a failed native load into one sentence a person can act on.</summary>
internal static class NativeDiagnosis
{
    private static readonly string Extension = OperatingSystem.IsWindows() ? ".dll" : OperatingSystem.IsMacOS() ? ".dylib" : ".so";
    private static readonly string Prefix = OperatingSystem.IsWindows() ? "" : "lib";

    private static string LibTorchPackage => OperatingSystem.IsWindows() ? "libtorch-cpu-win-x64"
        : OperatingSystem.IsMacOS() ? "libtorch-cpu-osx-arm64" : "libtorch-cpu-linux-x64";

    internal static NativeLibraryException Explain(Exception cause)
    {
        foreach (var name in (string[])["torch", "torch_cpu", NativeBootstrap.ShimName])
        {
            var file = Prefix + name + Extension;
            if (NativeSearch.Find(file) is not { } path)
            {
                return new NativeLibraryException(file, name == NativeBootstrap.ShimName
                    ? $"'{file}' is not beside the application. It comes with the NuGet package TorchSharp: was the application published for {RuntimeInformation.RuntimeIdentifier}, which TorchSharp may not support?"
                    : $"'{file}' is not beside the application. GlGan.Core references TorchSharp without its native part: add the package TorchSharp-cpu, TorchSharp-cuda-linux, TorchSharp-cuda-windows or {LibTorchPackage} to the application.", cause);
            }

            if (LoadError(path) is { } reason) return new NativeLibraryException(file, Advice(file, reason), cause);
        }

        return new NativeLibraryException(NativeBootstrap.ShimName, $"TorchSharp cannot start: {Root(cause).Message}", cause);
    }

    /// <summary>What to do about a loader's message.</summary>
    internal static string Advice(string file, string reason)
    {
        var cure = reason switch
        {
            _ when reason.Contains("GLIBCXX_") => "The system's libstdc++ is too old: install a newer libstdc++6 (GCC 13 or later), or allow files in memory to be run (memfd_create), from which a patched copy of TorchSharp's library would be loaded.",
            _ when reason.Contains("GLIBC_") => "The system's C library is too old: libtorch needs glibc 2.28 or later. Use a newer distribution or container image.",
            _ when reason.Contains("libgomp") => "Install the OpenMP runtime (Debian and Ubuntu: apt-get install libgomp1).",
            _ when reason.Contains("libcu") || reason.Contains("libnv") => "Install the NVIDIA driver and the CUDA packages of the same TorchSharp version, or use TorchSharp-cpu.",
            _ when reason.Contains("cannot open shared object file") => "Install the library it names, or publish the application again so that every file of libtorch lies in one folder.",
            _ => $"Check that TorchSharp and libtorch have matching versions (TorchSharp 0.107 goes with libtorch {NativeSearch.LibTorchVersion}).",
        };
        return $"'{file}' does not load: {reason.Trim()}. {cure}";
    }

    private static string? LoadError(string path)
    {
        if (path.Contains(NativeBootstrap.ShimName, StringComparison.Ordinal) && NativeBootstrap.IsPatched) return null;
        try
        {
            NativeLibrary.Load(path);
            return null;
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            return e.Message;
        }
    }

    private static Exception Root(Exception e) => e is TypeInitializationException or TargetInvocationException && e.InnerException is { } inner ? Root(inner) : e;
}
