using System.CommandLine;
using GlGan.Cli.Display;
using GlGan.Cli.Faces;
using GlGan.Cli.Parsing;
using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Cli.Commands;

/// <summary><c>glgan data landmarks</c>: finds the faces of a folder of photos and writes where they are.</summary>
internal static class DataLandmarksCommand
{
    internal static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "Folder of photos, with those in its sub-folders." };
        var detector = FaceArguments.DetectorOption();
        var which = new Option<FaceChoice>("--face") { Description = "Which face of a photo with several: the largest, the one nearest to the middle, or all." }.AmongNames();
        var sheet = new Option<FileInfo?>("--out") { Description = "PNG to write: aligned faces with their landmarks and regions, to look at." };
        var command = new Command(
            "landmarks", $"Find the faces of a folder of photos and write them to its {LandmarksCsv.FileName}. Photos that it lists are left as they are, so an interrupted run goes on and corrected points stay.")
        {
            folder, detector, which, sheet,
        };
        command.SetAction(parse => CommandRunner.Run(stop => Run(
            parse.GetRequiredValue(folder), parse.GetValue(detector) ?? Detectors.Automatic, parse.GetValue(which), parse.GetValue(sheet)?.FullName, stop)));
        return command;
    }

    private static int Run(string folder, string detector, FaceChoice which, string? sheet, CancellationToken stop)
    {
        if (!Directory.Exists(folder)) throw new ArgumentException($"'{folder}' is no folder.");
        if (sheet is not null) OutputFile.RequireImage(sheet);
        if (sheet is not null && !Path.GetRelativePath(RealPath.Of(folder), RealPath.Of(sheet)).StartsWith("..", StringComparison.Ordinal))
            throw new ArgumentException($"--out: '{sheet}' lies in the folder of the photos, and would be taken for one of them the next time. Give a place elsewhere.");
        if (detector == Detectors.None) throw new ArgumentException("--detector none finds nothing: give auto, embedded, the name of a model or a file.");
        using var finder = Detectors.Open(detector)!;
        var found = DatasetProgressDisplay.Show("finding faces", progress => LandmarkSearch.Run(folder, finder, which, progress, cancellationToken: stop));
        if (found.Listed == 0)
        {
            DamagedImages.Print(found.Damaged);
            throw new ArgumentException($"No face was found in '{folder}': there is nothing to write.");
        }

        Screen.Say($"wrote the faces of {PlainText.Counted(found.Listed, "photo")} to {found.File}{(found.Kept > 0 ? $", {found.Kept} of them from before" : "")}");
        DatasetNotices.Print(found.Notices);
        DamagedImages.Print(found.Damaged);
        if (sheet is null) return ExitCodes.Success;
        using var dataset = DatasetFormats.Open(folder);
        ImageFile.Save(sheet, ContactSheet.Draw(dataset));
        Screen.Say($"wrote {sheet}");
        return ExitCodes.Success;
    }
}
