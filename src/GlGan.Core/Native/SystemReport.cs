using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Native;

/// <summary>What this machine offers for training: the facts that explain why something does not run.</summary>
public sealed partial class SystemReport
{
    private SystemReport(IReadOnlyList<SystemFact> facts) => Facts = facts;

    /// <summary>The facts, in the order a reader wants them.</summary>
    public IReadOnlyList<SystemFact> Facts { get; }

    /// <summary>Whether nothing stands in the way of training.</summary>
    public bool CanTrain => Facts.All(fact => !fact.IsProblem);

    /// <summary>Reads the facts, loading libtorch and running a small convolution forward and backward.</summary>
    public static SystemReport Collect()
    {
        List<SystemFact> facts =
        [
            new("GlGan.Core", Version(typeof(SystemReport).Assembly)),
            new(".NET runtime", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}"),
            new("Operating system", RuntimeInformation.OSDescription),
            new("Processor", $"{Environment.ProcessorCount} logical cores, {RuntimeInformation.ProcessArchitecture}"),
            new("C library", CLibraryVersion()),
        ];
        try
        {
            TorchRuntime.EnsureLoaded();
            facts.Add(new("libstdc++", LibStdCppVersion()));
            facts.Add(new("TorchSharp", Version(typeof(TorchSharp.torch).Assembly)));
            facts.Add(new("Native shim", NativeBootstrap.IsPatched
                ? "loaded from a patched copy in memory, because the system's libstdc++ is older than GCC 13's"
                : "loaded as shipped"));
            facts.Add(new("libtorch", __version__));
            facts.Add(new("Devices", string.Join(", ", Devices())));
            facts.Add(new("Threads", $"{get_num_threads()} within an operation, {get_num_interop_threads()} between operations"));
            facts.AddRange(Devices().Select(TrialStep));
        }
        catch (NativeLibraryException e)
        {
            facts.Add(new("libtorch", e.Message, IsProblem: true));
        }

        return new SystemReport(facts);
    }

    private static SystemFact TrialStep(string device)
    {
        try
        {
            using var scope = new TensorScope();
            using var operators = new FusedOperators();
            var weight = ones([4, 3, 3, 3], device: new Device(device), requires_grad: true);
            nn.functional.conv2d(ones([1, 3, 8, 8], device: weight.device), weight).mean().backward();
            return weight.grad!.sum().item<float>() is var sum && MathF.Abs(sum - 27) < 1e-3f
                ? new("Training", $"a convolution ran forward and backward on {device}")
                : new("Training", $"a convolution's gradient on {device} is wrong: its sum is {sum}, not 27", IsProblem: true);
        }
        catch (Exception e) when (e is ExternalException or InvalidOperationException)
        {
            return new("Training", $"{device}: {e.Message}", IsProblem: true);
        }
    }

    private static IEnumerable<string> Devices()
    {
        yield return "cpu";
        for (var i = 0; i < cuda.device_count(); i++) yield return $"cuda:{i}";
    }

    private static string Version(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    private static string CLibraryVersion()
    {
        if (!OperatingSystem.IsLinux()) return "not glibc";
        try
        {
            return $"glibc {Marshal.PtrToStringUTF8(GnuGetLibcVersion())}";
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return "not glibc";
        }
    }

    private static string LibStdCppVersion()
    {
        if (!OperatingSystem.IsLinux()) return "not used";
        var path = File.ReadLines("/proc/self/maps").Select(line => line[(line.LastIndexOf(' ') + 1)..]).FirstOrDefault(file => file.Contains("libstdc++.so"));
        if (path is null) return "not loaded";
        var newest = SymbolVersion().Matches(Encoding.Latin1.GetString(File.ReadAllBytes(path))).Max(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        return $"{Path.GetFileName(path)}, symbols up to GLIBCXX_3.4.{newest}";
    }

    [GeneratedRegex(@"GLIBCXX_3\.4\.(\d+)")]
    private static partial Regex SymbolVersion();

    [LibraryImport("libc", EntryPoint = "gnu_get_libc_version")]
    private static partial IntPtr GnuGetLibcVersion();
}
