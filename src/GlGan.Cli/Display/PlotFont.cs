using ScottPlot;

namespace GlGan.Cli.Display;

/// <summary>
/// Finds a font for plots. The native library we ship has no system font manager on Linux, so that it loads without further packages; a font is
/// therefore looked for in the usual folders.
/// </summary>
internal static class PlotFont
{
    private static readonly string[] Preferred = ["DejaVuSans.ttf", "LiberationSans-Regular.ttf", "NotoSans-Regular.ttf", "Arial.ttf"];

    /// <summary>File of the font, or <see langword="null"/> where there is none.</summary>
    internal static string? File { get; } = Find();

    /// <summary>Uses the font for all text of a plot. Without a font on the machine the plot has lines, but no text.</summary>
    internal static void Apply(Plot plot)
    {
        if (File is null) return;
        var name = Path.GetFileNameWithoutExtension(File);
        Fonts.AddFontFile(name, File);
        plot.Font.Set(name);
    }

    private static string? Find()
    {
        if (!OperatingSystem.IsLinux()) return null;
        string[] folders = ["/usr/share/fonts", "/usr/local/share/fonts", Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".fonts")];
        var files = folders.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.ttf", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .ToArray();
        return Preferred.Select(name => files.FirstOrDefault(file => Path.GetFileName(file).Equals(name, StringComparison.OrdinalIgnoreCase))).OfType<string>().FirstOrDefault()
            ?? files.FirstOrDefault(file => file.EndsWith("-Regular.ttf", StringComparison.Ordinal));
    }
}
