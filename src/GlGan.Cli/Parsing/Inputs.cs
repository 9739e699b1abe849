using System.CommandLine;

namespace GlGan.Cli.Parsing;

/// <summary>What a command reads is looked for before it begins, and named by its option where it is missing.</summary>
internal static class Inputs
{
    /// <summary>Those of the options that were given name files.</summary>
    /// <exception cref="ArgumentException">There is none, or a folder.</exception>
    internal static void RequireFiles(this ParseResult parse, params IEnumerable<Option> options)
    {
        foreach (var (option, path) in Given(parse, options))
        {
            if (Directory.Exists(path)) throw new ArgumentException($"{option.Name}: '{path}' is a folder; give a file.");
            if (!File.Exists(path)) throw new ArgumentException($"{option.Name}: there is no file '{path}'.");
        }
    }

    /// <summary>Those of the options that were given name files or folders.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    internal static void RequireFilesOrFolders(this ParseResult parse, params IEnumerable<Option> options)
    {
        foreach (var (option, path) in Given(parse, options))
            if (!Path.Exists(path)) throw new ArgumentException($"{option.Name}: there is no file or folder '{path}'.");
    }

    private static IEnumerable<(Option Option, string Path)> Given(ParseResult parse, IEnumerable<Option> options) =>
        options.SelectMany(option => parse.GetResult(option)?.Tokens.Select(token => (option, token.Value)) ?? []);
}
