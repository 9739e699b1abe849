using System.Diagnostics;
using System.Globalization;

namespace GlGan.Attack;

/// <summary>The web sample as a process of its own. The clients of an attack share one address here, so limits for each client are lifted.</summary>
internal sealed class WebServer : IDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(1);

    private readonly Process _process;

    /// <summary>Starts it, and waits until it listens.</summary>
    /// <param name="port">Where it listens; 0 takes a port that is free.</param>
    internal WebServer(int port = 0)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            ["exec", Path.Combine(AppContext.BaseDirectory, "GlGan.Samples.Web.dll"), $"--urls=http://127.0.0.1:{port}", "--Limits:PerMinute=100000", "--Limits:PerClient=100000"])
        {
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        Port = ListeningPort();
    }

    internal int Port { get; }

    /// <summary>Tells it to end, and waits until it has.</summary>
    /// <returns>Seconds that took, and its exit code.</returns>
    internal (double Seconds, int ExitCode) Terminate()
    {
        var clock = Stopwatch.StartNew();
        using (Process.Start("kill", ["-TERM", $"{_process.Id}"])) { }
        _process.WaitForExit();
        return (clock.Elapsed.TotalSeconds, _process.ExitCode);
    }

    /// <summary>Ends it without a word.</summary>
    internal void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private int ListeningPort()
    {
        const string Listening = "Now listening on: http://127.0.0.1:";
        var port = new TaskCompletionSource<int>();
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at) port.TrySetResult(int.Parse(line.Data[(at + Listening.Length)..], CultureInfo.InvariantCulture));
        };
        _process.BeginOutputReadLine();
        return port.Task.WaitAsync(LongestStart).GetAwaiter().GetResult();
    }
}
