using GlGan.Cli.Commands;

namespace GlGan.Tests.Cli;

/// <summary>Catches what a command prints.</summary>
internal static class CommandOutput
{
    internal static (int ExitCode, string Output) Capture(Func<int> run) => Redirect(run, Console.Out, Console.SetOut);

    internal static (int ExitCode, string Error) CaptureError(Func<int> run) => Redirect(run, Console.Error, Console.SetError);

    /// <summary>Runs a command that must refuse, and returns what it says, in one line.</summary>
    internal static string Refusal(params string[] command) => Refusal(() => GlganCommand.Invoke(command));

    /// <inheritdoc cref="Refusal(string[])"/>
    internal static string Refusal(Func<int> run)
    {
        var (exitCode, error) = CaptureError(run);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("error:", error);
        return OneLine(error);
    }

    /// <summary>Text as it was before the console broke it into lines.</summary>
    internal static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static (int ExitCode, string Text) Redirect(Func<int> run, TextWriter before, Action<TextWriter> set)
    {
        using var text = new StringWriter();
        set(text);
        try
        {
            return (run(), text.ToString());
        }
        finally
        {
            set(before);
        }
    }
}
