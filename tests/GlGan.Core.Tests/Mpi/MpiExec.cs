using System.Text.RegularExpressions;

namespace GlGan.Tests.Mpi;

/// <summary>Starts programs on several ranks, where MPICH is installed. A rank has one thread: ranks that wait keep no processor busy, but there may be more of them than processors.</summary>
internal static partial class MpiExec
{
    private static readonly string? Launcher = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "mpiexec.mpich")).FirstOrDefault(File.Exists);

    internal static string Tool => Path.Combine(AppContext.BaseDirectory, "glgan.dll");

    /// <summary>Starts one program on all ranks; skips the test where that cannot be.</summary>
    internal static ChildProcess Start(int ranks, string assembly, params IEnumerable<string> arguments) => StartEach([.. Enumerable.Repeat((assembly, arguments), ranks)]);

    /// <summary>Starts a program for each rank.</summary>
    internal static ChildProcess StartEach(params IReadOnlyList<(string Assembly, IEnumerable<string> Arguments)> ranks)
    {
        Assert.SkipWhen(Launcher is null, "MPICH is not installed (apt-get install mpich): nothing is trained on several ranks here.");
        var arguments = ranks.SelectMany((rank, i) => (IEnumerable<string>)[.. i == 0 ? Array.Empty<string>() : [":"], "-n", "1", "dotnet", "exec", rank.Assembly, .. rank.Arguments]);
        return new ChildProcess(Launcher!, arguments, environment: ("OMP_NUM_THREADS", "1"));
    }

    /// <summary>Processes of the ranks, as the program has said.</summary>
    internal static IReadOnlyDictionary<int, int> Processes(string output) => RankProcess().Matches(output)
        .ToDictionary(match => int.Parse(match.Groups["rank"].Value), match => int.Parse(match.Groups["process"].Value));

    [GeneratedRegex(@"rank (?<rank>\d+) (\(process (?<process>\d+) on |of \d+ is process (?<process>\d+))")]
    private static partial Regex RankProcess();
}
