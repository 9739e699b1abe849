using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using System.Text;
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
        // Before files can run out: all that is needed to say so.
        using var error = Console.OpenStandardError();
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (CultureInfo.InvariantCulture, CultureInfo.InvariantCulture);
        try
        {
            return Run(create(), args);
        }
        catch (Exception problem)
        {
            return Say(problem, error);
        }
    }

    // Neither help nor an error could be written, as to a full disk; or the process may open no more files, and what would say it well cannot be loaded.
    private static int Say(Exception problem, Stream error)
    {
        try
        {
            error.Write(Encoding.UTF8.GetBytes("error: " + problem.GetBaseException().Message + "\n"));
        }
        catch (IOException)
        {
            // Nothing is left to say it with.
        }

        return MissingPart.IsIn(problem) ? ExitCodes.Fault : ExitCodes.Failure;
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
