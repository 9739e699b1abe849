using System.Diagnostics;
using System.Text;

namespace GlGan.Tests;

/// <summary>A program in a process of its own. Both its streams are read as they come; it ends, with its children, at the latest with its limit, the test or this object.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly StringBuilder _output = new(), _error = new();
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly Process _process;
    private readonly CancellationTokenRegistration _killing;
    private readonly string _command;

    /// <summary>Starts a program; throws <see cref="System.ComponentModel.Win32Exception"/> where there is none of that name.</summary>
    /// <param name="program">Path, or name on the search path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Its working folder; that of the tests unless given.</param>
    /// <param name="limit">When it is killed; after ten minutes unless given.</param>
    /// <param name="environment">Variables it gets beyond those of the tests.</param>
    internal ChildProcess(string program, IEnumerable<string> arguments, string? folder = null, TimeSpan? limit = null, params IEnumerable<(string Name, string Value)> environment)
    {
        _command = string.Join(' ', arguments.Prepend(program));
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder ?? "", RedirectStandardOutput = true, RedirectStandardError = true };
        // Build servers would outlive the command, and keep its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        // Beside other tests, libtorch's threads must not spin while they wait for one another.
        start.Environment["OMP_WAIT_POLICY"] = "passive";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_error, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _killing = _end.Token.Register(Kill);
        _end.CancelAfter(limit ?? TimeSpan.FromMinutes(10));
    }

    internal int Id => _process.Id;

    internal bool HasEnded => _process.HasExited;

    /// <summary>What it has printed so far.</summary>
    internal string Output => Text(_output);

    /// <summary>Runs a program to its end.</summary>
    internal static (int ExitCode, string Output, string Error) Run(string program, IEnumerable<string> arguments, string? folder = null)
    {
        using var process = new ChildProcess(program, arguments, folder);
        return process.Finish();
    }

    /// <summary>Waits for its end and that of its streams; fails the test where the limit comes first.</summary>
    internal (int ExitCode, string Output, string Error) Finish()
    {
        try
        {
            _process.WaitForExitAsync(_end.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{_command}\ndid not end in time:\n{Output}{Text(_error)}");
        }

        return (_process.ExitCode, Output, Text(_error));
    }

    /// <summary>Kills it and its children.</summary>
    internal void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit(TimeSpan.FromMinutes(1));
    }

    public void Dispose()
    {
        _killing.Dispose();
        Kill();
        _process.Dispose();
        _end.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is null) return;
        lock (text) text.Append(line).Append('\n');
    }

    private static string Text(StringBuilder text)
    {
        lock (text) return text.ToString();
    }
}
