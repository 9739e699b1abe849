using GlGan.Datasets;
using Spectre.Console;

namespace GlGan.Cli.Display;

/// <summary>Says which images were left out.</summary>
internal static class DamagedImages
{
    private const int Listed = 100;

    internal static void Print(IReadOnlyList<DamagedImage> images, string what = "damaged image")
    {
        if (images.Count == 0) return;
        AnsiConsole.MarkupLineInterpolated($"[yellow]{Counted(images.Count, what)} {(images.Count == 1 ? "was" : "were")} left out:[/]");
        foreach (var image in images.Take(Listed)) AnsiConsole.MarkupLineInterpolated($"  {image.Name}: {image.Reason}");
        if (images.Count > Listed) AnsiConsole.MarkupLineInterpolated($"  and {images.Count - Listed} more");
    }

    /// <summary>A count with its noun, in the plural but for one.</summary>
    internal static string Counted(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
