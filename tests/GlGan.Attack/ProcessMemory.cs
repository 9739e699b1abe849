using System.Globalization;

namespace GlGan.Attack;

/// <summary>Memory of this process that lies in the machine's, as Linux counts it.</summary>
internal static class ProcessMemory
{
    /// <summary>Bytes it takes now.</summary>
    internal static long Now => Read("VmRSS:");

    /// <summary>The most bytes it took since <see cref="ForgetPeak"/>.</summary>
    internal static long Peak => Read("VmHWM:");

    internal static void ForgetPeak() => File.WriteAllText("/proc/self/clear_refs", "5");

    private static long Read(string name) =>
        long.Parse(File.ReadLines("/proc/self/status").Single(line => line.StartsWith(name, StringComparison.Ordinal)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10;
}
