
namespace GlGan.Cli.Display;

/// <summary>Says what a dataset says of how it was opened.</summary>
internal static class DatasetNotices
{
    internal static void Print(IReadOnlyList<string> notices)
    {
        foreach (var notice in notices) Screen.Say($"[yellow]note:[/] {notice}");
    }
}
