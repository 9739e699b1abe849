using System.CommandLine;
using System.CommandLine.Completions;
using System.Text.Json;

namespace GlGan.Cli.Parsing;

/// <summary>Options whose values are words of a list, in upper or lower case: the help lists them, shells complete them, another word is refused with the list.</summary>
internal static class Choices
{
    /// <summary>Takes one word of a list.</summary>
    /// <param name="option">The option.</param>
    /// <param name="words">The list.</param>
    /// <param name="or">What is taken too; nothing unless given.</param>
    internal static Option<string> Among(this Option<string> option, IEnumerable<string> words, Predicate<string>? or = null) => Among(option, [.. words], word => word, or);

    /// <summary>Takes the name of a value, words joined by hyphens.</summary>
    internal static Option<T> AmongNames<T>(this Option<T> option)
        where T : struct, Enum =>
        Among(option, [.. Enum.GetNames<T>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)], word => Enum.Parse<T>(word.Replace("-", ""), ignoreCase: true));

    /// <summary>Completes words of a list, and takes others too.</summary>
    internal static void Complete(this Option option, params string[] words)
    {
        // The list is too long to stand for the value in the help.
        option.HelpName = option.Name.TrimStart('-');
        option.CompletionSources.Clear();
        option.CompletionSources.Add(_ => words.Select(word => new CompletionItem(word)));
    }

    private static Option<T> Among<T>(Option<T> option, string[] words, Func<string, T> make, Predicate<string>? or = null)
    {
        option.Description += $" One of {string.Join(", ", words)}.";
        Complete(option, words);
        option.CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (words.FirstOrDefault(word => word.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known) return make(known);
            if (or?.Invoke(text) == true) return make(text);
            result.AddError($"{option.Name}: '{text}' is unknown. Known: {string.Join(", ", words)}.");
            return default!;
        };
        return option;
    }
}
