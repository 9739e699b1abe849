using System.Text;
using MPI;

namespace GlGan.Mpi;

/// <summary>Status codes of MPI's functions.</summary>
internal static class MpiError
{
    private const int LongestText = 1024;

    /// <summary>Throws where a function failed.</summary>
    /// <exception cref="MpiException">It did; the message is MPI's.</exception>
    internal static void Check(int code)
    {
        if (code == Unsafe.MPI_SUCCESS) return;
        var (text, length) = (new byte[LongestText], 0);
        Unsafe.MPI_Error_string(code, text, ref length);
        throw new MpiException($"MPI failed: {Encoding.UTF8.GetString(text, 0, length)}");
    }
}
