using Spectre.Console;

namespace GlGan.Cli.Display;

/// <summary>Where text goes. Lines are broken at the edge of a terminal, and nowhere else: in files and pipes a line is a line.</summary>
internal static class Screen
{
    private const int Unbroken = 1 << 20;

    /// <summary>Whether output can be drawn over: progress bars move.</summary>
    internal static bool IsLive => AnsiConsole.Profile.Capabilities.Interactive && AnsiConsole.Profile.Out.IsTerminal;

    /// <summary>A console that writes there.</summary>
    internal static IAnsiConsole On(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (!console.Profile.Out.IsTerminal) console.Profile.Width = Unbroken;
        console.Pipeline.Attach(new PrintableText());
        return console;
    }

    /// <summary>Says what must not get lost: above a bar that is drawn, over all of the width lest some of the bar stays beside it, or with the errors.</summary>
    /// <param name="markup">Text with Spectre's markup.</param>
    internal static void Warn(string markup)
    {
        if (IsLive) AnsiConsole.Write(new Padder(new Markup(markup), new Padding(0)).Expand());
        else On(Console.Error).MarkupLine(markup);
    }
}
