using GlGan.Datasets;
using GlGan.Foundation;

namespace GlGan.Cli.Display;

/// <summary>Says which images were left out.</summary>
internal static class DamagedImages
{
    private const int Listed = 100;

    internal static void Print(IReadOnlyList<DamagedImage> images, string what = "damaged image")
    {
        if (images.Count == 0) return;
        Screen.Say($"[yellow]{PlainText.Counted(images.Count, what)} {(images.Count == 1 ? "was" : "were")} left out:[/]");
        foreach (var image in images.Take(Listed)) Screen.Say($"  {image.Name}: {image.Reason}");
        if (images.Count > Listed) Screen.Say($"  and {images.Count - Listed} more");
    }
}
