using GlGan.Foundation;

namespace GlGan.Cli.Display;

/// <summary>What a training had to say, such as steps left out, said again at its end: lines in between scroll away.</summary>
internal static class TrainingNotices
{
    private const int Listed = 20;

    /// <summary>Lists the notices, if there are any.</summary>
    internal static void Print(IReadOnlyList<string> notices)
    {
        if (notices.Count == 0) return;
        Screen.Say($"[yellow]Notes of the training ({notices.Count}):[/]");
        foreach (var notice in notices.Take(Listed)) Screen.Say($"  {PlainText.Printable(notice).ReplaceLineEndings($"{Environment.NewLine}  ")}");
        if (notices.Count > Listed) Screen.Say($"  and {notices.Count - Listed} more");
    }
}
