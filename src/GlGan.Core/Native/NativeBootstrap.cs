using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace GlGan.Native;

/// <summary>
/// Makes TorchSharp's native library load on systems whose libstdc++ is older than the one it was linked against.
/// The handler runs only after the normal load has failed, and must be in place before <c>TorchSharp.torch</c> is first
/// touched, because its static constructor is not retried: hence a module initializer.
/// </summary>
internal static class NativeBootstrap
{
    internal const string ShimName = "LibTorchSharp";

    // Its only symbol of this version, _ZSt21ios_base_library_initv, is undefined and never called.
    private const string NewerThanNeeded = "GLIBCXX_3.4.32";

    private static readonly Lock Gate = new();
    private static IntPtr _handle;

    /// <summary>Whether a patched copy is in use, because the package's own file does not load.</summary>
    internal static bool IsPatched => _handle != IntPtr.Zero;

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Must run before the first use of TorchSharp, whichever type of this library a caller touches first.")]
    internal static void Register()
    {
        var context = AssemblyLoadContext.GetLoadContext(typeof(TorchSharp.torch).Assembly) ?? AssemblyLoadContext.Default;
        context.ResolvingUnmanagedDll += (_, name) => IsShim(name) ? Resolve() : IntPtr.Zero;
    }

    private static bool IsShim(string name) =>
        Path.GetFileNameWithoutExtension(name) is { } bare
        && (bare.Equals(ShimName, StringComparison.OrdinalIgnoreCase) || bare.Equals("lib" + ShimName, StringComparison.OrdinalIgnoreCase));

    private static IntPtr Resolve()
    {
        lock (Gate)
        {
            if (_handle != IntPtr.Zero || !OperatingSystem.IsLinux()) return _handle;
            if (NativeSearch.Find("lib" + ShimName + ".so") is not { } original) return IntPtr.Zero;
            var image = File.ReadAllBytes(original);
            if (!ElfVersionNeeds.MakeWeak(image, NewerThanNeeded)) return IntPtr.Zero;

            // The copy lies in no folder, so its $ORIGIN run path no longer finds libtorch: load that first.
            if (NativeSearch.Find("libtorch.so", Path.GetDirectoryName(original)!) is { } libtorch)
                NativeLibrary.TryLoad(libtorch, out _);
            return _handle = MemoryLibrary.Load(ShimName, image);
        }
    }
}
