using System.Runtime.CompilerServices;
using GlGan.Foundation;
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

    /// <summary>Writes a line to the output.</summary>
    /// <param name="line">Text with Spectre's markup; what is put in is shown as it is, as far as it is fit to be shown.</param>
    internal static void Say(FormattableString line) => AnsiConsole.Console.Say(line);

    /// <summary>Writes a line to a console.</summary>
    /// <inheritdoc cref="Say(FormattableString)"/>
    internal static void Say(this IAnsiConsole console, FormattableString line) => console.MarkupLineInterpolated(Shown(line));

    /// <summary>Says what must not get lost: above a bar that is drawn, over all of the width lest some of the bar stays beside it, or with the errors.</summary>
    /// <inheritdoc cref="Say(FormattableString)"/>
    internal static void Warn(FormattableString line)
    {
        if (IsLive) AnsiConsole.Write(new Padder(Markup.FromInterpolated(Shown(line)), new Padding(0)).Expand());
        else On(Console.Error).Say(line);
    }

    // While it is one text: what is drawn comes line by line.
    private static FormattableString Shown(FormattableString line) =>
        FormattableStringFactory.Create(line.Format, [.. line.GetArguments().Select(value => value is string text ? PlainText.Printable(text) : value)]);
}
