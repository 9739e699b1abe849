using GlGan.Cli.Display;
using GlGan.Datasets;
using GlGan.Imaging;
using Spectre.Console;

namespace GlGan.Cli.Commands;

/// <summary>Edits one photo or each of a folder, and writes the results.</summary>
/// <param name="Output">File to write, or the folder when a folder is edited.</param>
/// <param name="Mark">Whether results are marked as synthetic.</param>
/// <param name="SideBySide">Whether what went in is written beside what came out.</param>
internal sealed record EditingRun(string Output, bool Mark, bool SideBySide)
{
    private const int Gap = 4;

    /// <summary>Names of the images in a folder, in ordinal order.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    internal static string[] ImagesIn(string folder)
    {
        string[] names = [.. ImageFiles.In(folder)];
        return names.Length > 0 ? names : throw new ArgumentException($"There is no image in '{folder}'.");
    }

    /// <summary>Edits a file, or every image of a folder; those of a folder that cannot be edited, such as damaged ones, are left out and listed.</summary>
    /// <param name="what">What is done, in one word, for the display of progress.</param>
    /// <param name="input">File or folder.</param>
    /// <param name="edit">From the path of an image to the pictures that went in, of one size, and the result as the last.</param>
    /// <param name="stop">Ends the run after the image in progress.</param>
    /// <returns>The exit code.</returns>
    internal int Over(string what, string input, Func<string, IReadOnlyList<ImageBuffer>> edit, CancellationToken stop)
    {
        if (Directory.Exists(input)) return OverFolder(what, input, edit, stop);
        OutputFile.RequireImage(Output);
        Write(Output, edit(input));
        AnsiConsole.MarkupLineInterpolated($"wrote {Output}{Marked}");
        return ExitCodes.Success;
    }

    private string Marked => Mark ? ", marked as synthetic" : "";

    private int OverFolder(string what, string folder, Func<string, IReadOnlyList<ImageBuffer>> edit, CancellationToken stop)
    {
        var names = ImagesIn(folder);
        if (Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) == Path.TrimEndingDirectorySeparator(Output))
            throw new ArgumentException($"--out is '{folder}', the folder of the input: its images would be overwritten. Give another folder.");
        List<DamagedImage> leftOut = [];
        DatasetProgressDisplay.Show(what, progress =>
        {
            for (var i = 0; i < names.Length; i++)
            {
                stop.ThrowIfCancellationRequested();
                try
                {
                    Write(Path.Combine(Output, Writable(names[i])), edit(Path.Combine(folder, names[i])));
                }
                catch (Exception problem) when (problem is ImageFormatException or ArgumentException)
                {
                    leftOut.Add(new DamagedImage(names[i], CommandRunner.Message(problem)));
                }

                progress.Report(new DatasetProgress(i + 1, names.Length, leftOut.Count));
            }

            return names.Length;
        });
        DamagedImages.Print(leftOut, "images");
        AnsiConsole.MarkupLineInterpolated($"wrote {names.Length - leftOut.Count} images to {Output}{Marked}");
        return leftOut.Count < names.Length ? ExitCodes.Success : ExitCodes.Failure;
    }

    private void Write(string path, IReadOnlyList<ImageBuffer> pictures)
    {
        var image = SideBySide ? ImageGrid.Compose(pictures, pictures.Count, Gap) : pictures[^1];
        ImageFile.Save(path, image, synthetic: Mark);
    }

    // Formats that are only read are written as PNG, beside files of the same name.
    private static string Writable(string name) => Path.GetExtension(name).ToLowerInvariant() is ".png" or ".jpg" or ".jpeg" ? name : $"{name}.png";
}
