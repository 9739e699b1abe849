namespace GlGan.Tests.Docs;

/// <summary>A fenced block of a page.</summary>
/// <param name="Place">Page and line, for messages.</param>
/// <param name="Language">What follows the fence, such as <c>csharp</c>; empty for a console.</param>
/// <param name="Text">What is in it; of one that continues another, of both.</param>
/// <param name="Runs">Whether the page says that it runs: <c>&lt;!-- runs --&gt;</c> above it.</param>
internal sealed record CodeBlock(string Place, string Language, string Text, bool Runs)
{
    private const string Fence = "```";
    private const string RunsMark = "<!-- runs -->";
    private const string ContinuesMark = "<!-- continues -->";

    /// <summary>The blocks of a page.</summary>
    /// <param name="page">Path within the repository.</param>
    internal static IEnumerable<CodeBlock> Of(string page)
    {
        var lines = File.ReadAllLines(RepositoryFiles.At(page));
        CodeBlock? before = null;
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal)) continue;
            var (start, mark) = (i, lines[..i].LastOrDefault(line => line.Length > 0));
            while (lines[++i] != Fence)
            {
            }

            var text = string.Join('\n', lines[(start + 1)..i]);
            if (mark == ContinuesMark) text = $"{before!.Text}\n{text}";
            yield return before = new CodeBlock($"{page}:{start + 1}", lines[start][Fence.Length..].Trim(), text, mark == RunsMark);
        }
    }
}
