using System.CommandLine;
using System.CommandLine.Parsing;
using GlGan.Cli.Commands;
using GlGan.Cli.Display;

namespace GlGan.Cli.Parsing;

/// <summary>Says what is wrong with a command line, and where its help is.</summary>
internal static class Mistakes
{
    /// <summary>Prints it, or the help where a command alone does nothing.</summary>
    /// <returns>The exit code.</returns>
    internal static int Print(ParseResult parse)
    {
        var command = Path(parse.CommandResult);
        if (parse.UnmatchedTokens.Count == 0 && parse.CommandResult.Command.Action is null)
        {
            parse.RootCommandResult.Command.Parse([.. command.Split(' ').Skip(1), "--help"]).Invoke();
            return ExitCodes.Failure;
        }

        var console = Screen.On(Console.Error);
        foreach (var text in Texts(parse, command)) console.Say($"[red]error:[/] {text}");
        console.Say($"See '{command} --help'.");
        return ExitCodes.Failure;
    }

    private static IEnumerable<string> Texts(ParseResult parse, string command)
    {
        // What else is said follows from a name that is not understood.
        if (parse.UnmatchedTokens.Count > 0) return [Unknown(parse, command)];
        var missing = parse.Errors.Select(error => Missing(error.SymbolResult)).OfType<string>().ToArray();
        var wrong = parse.Errors.Where(error => Missing(error.SymbolResult) is null).DistinctBy(error => error.SymbolResult).Select(Text);
        return missing.Length == 0 ? wrong : wrong.Append($"{List(missing)} {(missing.Length == 1 ? "is" : "are")} needed.");
    }

    private static string Unknown(ParseResult parse, string command)
    {
        var (tokens, here) = (parse.UnmatchedTokens, parse.CommandResult.Command);
        var token = here.Subcommands.Count > 0 ? tokens[0] : tokens.FirstOrDefault(token => token.StartsWith('-')) ?? tokens[0];
        var isOption = token.StartsWith('-');
        if (!isOption && here.Subcommands.Count == 0) return $"'{token}' belongs to no option of '{command}'.";
        var known = isOption
            ? here.Options.Concat(parse.RootCommandResult.Command.Options.Where(option => option.Recursive)).Select(option => option.Name)
            : here.Subcommands.Select(below => below.Name);
        var meant = Spelling.Nearest(token, known) is { } nearest ? $"; did you mean '{nearest}'?" : isOption ? "." : $". Known: {string.Join(", ", known)}.";
        return $"'{token}' is no {(isOption ? "option" : "command")} of '{command}'{meant}";
    }

    private static string? Missing(SymbolResult? result) => result switch
    {
        OptionResult { IdentifierToken: null, Tokens.Count: 0 } option => option.Option.Name,
        ArgumentResult { Tokens.Count: 0 } argument => $"<{argument.Argument.Name}>",
        _ => null,
    };

    private static string Text(ParseError error) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0 } option => $"{option.Option.Name} needs a value.",
        OptionResult option when option.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)) => $"{option.Option.Name}: the value is empty.",
        OptionResult { Tokens.Count: > 1 } option => $"{option.Option.Name} is given more than once.",
        _ => error.Message,
    };

    private static string List(string[] names) => names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} and {names[^1]}";

    private static string Path(CommandResult command) => command.Parent is CommandResult above ? $"{Path(above)} {command.Command.Name}" : command.Command.Name;
}
