using System.Text.RegularExpressions;
using GlGan.Cli.Commands;

namespace GlGan.Tests.Docs;

/// <summary>The documentation is true: its code compiles, its commands parse, its links lead somewhere.</summary>
[Collection("Tensors")]
public sealed partial class PageTests
{
    private const string Tool = "glgan";
    private const string ToolFromSource = "dotnet run --project src/GlGan.Cli -c Release --";

    public static TheoryData<string> CSharp => [.. Pages.Blocks().Where(block => block.Language == "csharp").Select(block => block.Place)];

    public static TheoryData<string> Running => [.. Pages.Blocks().Where(block => block.Runs).Select(block => block.Place)];

    public static TheoryData<string, string> Commands => [.. Pages.Blocks().SelectMany(Lines).Select(line => (line.Place, line.Command))];

    public static TheoryData<string> AllPages => [.. Pages.All];

    [Theory]
    [MemberData(nameof(CSharp))]
    public void Code_compiles_without_warnings(string place) => Assert.Empty(InMemoryProgram.Check(place, Block(place).Text));

    [Theory]
    [MemberData(nameof(Running))]
    public void Code_that_says_so_runs(string place)
    {
        using var folder = new TemporaryFolder();
        using var run = new DocumentationFolder(folder);

        Assert.Equal(0, InMemoryProgram.RunApp(place, Block(place).Text, []));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Commands_are_ones_that_the_tool_knows(string place, string command)
    {
        var parse = GlganCommand.Create().Parse(command);

        Assert.True(parse.Errors.Count == 0, $"{place}: {string.Join(" ", parse.Errors.Select(error => error.Message))}");
    }

    [Theory]
    [MemberData(nameof(AllPages))]
    public void Links_and_images_lead_to_files_of_the_repository(string page)
    {
        var folder = Path.GetDirectoryName(RepositoryFiles.At(page))!;
        var broken = Link().Matches(File.ReadAllText(RepositoryFiles.At(page)))
            .Select(link => link.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#'))
            .Where(target => !Path.Exists(Path.Combine(folder, target.Split('#')[0])));

        Assert.Empty(broken);
    }

    private static CodeBlock Block(string place) => Pages.Blocks().Single(block => block.Place == place);

    // Comments are left out, and lines that end with a backslash go on.
    private static IEnumerable<(string Place, string Command)> Lines(CodeBlock block) => block.Language is "csharp" or "json" or "xml"
        ? []
        : block.Text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
            .Select(line => line.Split(" #")[0].Trim())
            .Select(line => line.StartsWith(ToolFromSource, StringComparison.Ordinal) ? Tool + line[ToolFromSource.Length..] : line)
            .Where(line => line.StartsWith($"{Tool} ", StringComparison.Ordinal))
            .SelectMany(line => Alternatives(line[(Tool.Length + 1)..]))
            .Select(command => (block.Place, command));

    // "swap | blend" stands for either.
    private static IEnumerable<string> Alternatives(string command) => command.Split(" | ").Select(part => part.Trim());

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
