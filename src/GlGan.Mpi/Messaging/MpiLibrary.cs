using System.Runtime.InteropServices;

namespace GlGan.Mpi;

/// <summary>The native library: any with MPICH's binary interface (https://www.mpich.org/abi), which MPI.NET asks for under the name of Microsoft's.</summary>
internal static class MpiLibrary
{
    /// <summary>What to do where none is found.</summary>
    internal const string Advice =
        "Install MPICH (Debian and Ubuntu: apt-get install mpich) or another MPI with its binary interface (Intel MPI, MVAPICH, Cray MPICH; MS-MPI on Windows), and start with its mpiexec.";

    private const string AskedFor = "msmpi";

    // A symbol that only Open MPI has: its handles are addresses where MPICH's are numbers.
    private const string OpenMpiSymbol = "ompi_mpi_comm_world";

    private static readonly string[] Names =
        OperatingSystem.IsWindows() ? ["msmpi.dll"]
        : OperatingSystem.IsMacOS() ? ["libmpi.12.dylib", "libmpich.dylib", "libmpi.dylib"]
        : ["libmpich.so.12", "libmpi.so.12", "libmpi_cray.so.12", "libmpi.so.40", "libmpi.so"];

    private static readonly Lazy<nint> Handle = new(() => Load(Names, OpenMpiSymbol));

    /// <summary>Has MPI.NET find the library.</summary>
    /// <exception cref="MpiException">There is none, or only one of another kind.</exception>
    internal static void Resolve()
    {
        var handle = Handle.Value;
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(MPI.Environment).Assembly, (name, _, _) => name.StartsWith(AskedFor, StringComparison.OrdinalIgnoreCase) ? handle : 0);
        }
        catch (InvalidOperationException)
        {
            // The application resolves it itself.
        }
    }

    /// <summary>Loads the first library that is there and of the right kind.</summary>
    /// <param name="names">File names, the preferred first.</param>
    /// <param name="foreign">A symbol of libraries of another kind.</param>
    /// <exception cref="MpiException">There is none.</exception>
    internal static nint Load(IReadOnlyList<string> names, string foreign)
    {
        string? other = null;
        foreach (var name in names)
        {
            if (!NativeLibrary.TryLoad(name, out var library)) continue;
            if (!NativeLibrary.TryGetExport(library, foreign, out _)) return library;
            other ??= name;
        }

        throw new MpiException(other is null
            ? $"No MPI library was found ({string.Join(", ", names)}). {Advice}"
            : $"Only Open MPI was found ({other}), whose handles are not those of MPICH. {Advice}");
    }
}
