using GlGan.Datasets;
using Spectre.Console;

namespace GlGan.Cli.Display;

/// <summary>Says which images were left out.</summary>
internal static class DamagedImages
{
    private const int Listed = 100;

    internal static void Print(IReadOnlyList<DamagedImage> images, string what = "damaged images")
    {
        if (images.Count == 0) return;
        AnsiConsole.MarkupLineInterpolated($"[yellow]{images.Count} {what} were left out:[/]");
        foreach (var image in images.Take(Listed)) AnsiConsole.MarkupLineInterpolated($"  {image.Name}: {image.Reason}");
        if (images.Count > Listed) AnsiConsole.MarkupLineInterpolated($"  and {images.Count - Listed} more");
    }
}
