using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GlGan.Attack;

/// <summary><c>glgan</c> on several ranks, or alone.</summary>
internal sealed partial class RankedTool : IDisposable
{
    private readonly StringBuilder _text = new();
    private readonly Process _process;

    internal RankedTool(int ranks, IEnumerable<string> arguments)
    {
        string[] tool = ["exec", Path.Combine(AppContext.BaseDirectory, "glgan.dll"), .. arguments];
        var start = ranks == 1
            ? new ProcessStartInfo("dotnet", tool)
            : new ProcessStartInfo("mpiexec.mpich", ["-n", ranks.ToString(CultureInfo.InvariantCulture), "dotnet", .. tool]);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        start.Environment["OMP_NUM_THREADS"] = "1";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Append(line.Data);
        _process.ErrorDataReceived += (_, line) => Append(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    internal int ExitCode => _process.ExitCode;

    /// <summary>What it has printed so far.</summary>
    internal string Text
    {
        get
        {
            lock (_text) return _text.ToString();
        }
    }

    /// <summary>The processes of the ranks, as it has said.</summary>
    internal IReadOnlyDictionary<int, int> Processes => RankProcess().Matches(Text)
        .ToDictionary(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), match => int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));

    internal bool WaitUntil(Func<bool> condition, TimeSpan limit)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < limit && !_process.HasExited; Thread.Sleep(20))
            if (condition()) return true;
        return false;
    }

    internal bool WaitForExit(TimeSpan limit) => _process.WaitForExit(limit);

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private void Append(string? line)
    {
        if (line is null) return;
        lock (_text) _text.Append(line).Append('\n');
    }

    [GeneratedRegex(@"rank (\d+) \(process (\d+) on ")]
    private static partial Regex RankProcess();
}
