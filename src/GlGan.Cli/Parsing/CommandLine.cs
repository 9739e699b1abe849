using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using GlGan.Cli.Commands;
using GlGan.Cli.Display;
using Spectre.Console;

namespace GlGan.Cli.Parsing;

/// <summary>Runs a tool on its arguments: the same on every system, whatever its culture and wherever the output goes.</summary>
internal static class CommandLine
{
    /// <summary>Runs the command that the arguments name, or says what is wrong with them.</summary>
    /// <param name="create">Makes the commands: what they say of numbers is of no culture either.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>The exit code.</returns>
    internal static int Run(Func<RootCommand> create, string[] args)
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (CultureInfo.InvariantCulture, CultureInfo.InvariantCulture);
        try
        {
            return Run(create(), args);
        }
        catch (IOException)
        {
            // Neither help nor an error could be written, as to a full disk: nothing is left to say it with.
            return ExitCodes.Failure;
        }
    }

    private static int Run(RootCommand root, string[] args)
    {
        AnsiConsole.Console = Screen.On(Console.Out);
        Values.ReadStrictly(root);
        var parse = root.Parse(args);
        if (parse.Action is ParseErrorAction) return Mistakes.Print(parse);
        // Long commands end themselves when asked to: the step in progress is finished and the work saved.
        return parse.Invoke(new() { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
    }
}
