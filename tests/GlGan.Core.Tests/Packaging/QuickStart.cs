namespace GlGan.Tests.Packaging;

/// <summary>What a readme tells a new user to do.</summary>
/// <param name="Packages">Arguments of its <c>dotnet add package</c> lines.</param>
/// <param name="Program">Its first C# program with a <see cref="GlGanBuilder"/>.</param>
internal sealed record QuickStart(IReadOnlyList<string[]> Packages, string Program)
{
    private const string Add = "dotnet add package ";

    internal static QuickStart Of(params string[] file)
    {
        var readme = File.ReadAllText(RepositoryFiles.At(file)).ReplaceLineEndings("\n");
        return new(
            [.. readme.Split('\n').Where(line => line.StartsWith(Add, StringComparison.Ordinal)).Select(line => line[Add.Length..].Split(' '))],
            readme.Split("```csharp\n").Skip(1).Select(block => block.Split("```")[0]).First(block => block.Contains(nameof(GlGanBuilder), StringComparison.Ordinal)));
    }
}
