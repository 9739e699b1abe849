using System.CommandLine;

namespace GlGan.Cli.Parsing;

/// <summary>How the values of options are read: numbers strictly, and none of them empty.</summary>
internal static class Values
{
    /// <summary>Makes all options of a command, and of the commands below it, read so.</summary>
    internal static void ReadStrictly(Command command)
    {
        foreach (var option in command.Options)
        {
            ReadNumber(option);
            option.Validators.Add(result =>
            {
                if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value))) result.AddError($"{option.Name}: the value is empty.");
            });
        }

        foreach (var argument in command.Arguments)
        {
            argument.Validators.Add(result =>
            {
                if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value))) result.AddError($"<{argument.Name}> is empty.");
            });
        }

        foreach (var below in command.Subcommands) ReadStrictly(below);
    }

    private static void ReadNumber(Option option)
    {
        switch (option)
        {
            case Option<double> number: number.CustomParser = Numbers.Read<double>; break;
            case Option<double?> number: number.CustomParser = result => Numbers.Read<double>(result); break;
            case Option<int> number: number.CustomParser = Numbers.Read<int>; break;
            case Option<int?> number: number.CustomParser = result => Numbers.Read<int>(result); break;
            case Option<long> number: number.CustomParser = Numbers.Read<long>; break;
            case Option<ulong> number: number.CustomParser = Numbers.Read<ulong>; break;
        }
    }
}
