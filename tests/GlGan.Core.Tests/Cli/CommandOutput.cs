namespace GlGan.Tests.Cli;

/// <summary>Catches what a command prints.</summary>
internal static class CommandOutput
{
    internal static (int ExitCode, string Output) Capture(Func<int> run) => Redirect(run, Console.Out, Console.SetOut);

    internal static (int ExitCode, string Error) CaptureError(Func<int> run) => Redirect(run, Console.Error, Console.SetError);

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
