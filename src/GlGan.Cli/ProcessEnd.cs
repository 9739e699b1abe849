using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace GlGan.Cli;

/// <summary>
/// The end of the process, whatever its threads are at. A plain exit runs the destructors of native libraries, which free what threads of libtorch still compute with:
/// a run that is stopped would crash now and then.
/// </summary>
internal static partial class ProcessEnd
{
    /// <summary>Tells <see cref="AppDomain.ProcessExit"/>, and ends the process.</summary>
    /// <param name="exitCode">Its exit code.</param>
    [DoesNotReturn]
    internal static void Now(int exitCode)
    {
        // Windows ends the other threads first. Handlers run in their order: this one is the last.
        if (!OperatingSystem.IsWindows()) AppDomain.CurrentDomain.ProcessExit += (_, _) => EndWithoutDestructors(exitCode);
        Environment.Exit(exitCode);
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void EndWithoutDestructors(int exitCode);
}
