using System.CommandLine;
using GlGan.Cli.Display;
using GlGan.Cli.Faces;
using GlGan.Cli.Parsing;
using GlGan.Cli.Training;
using GlGan.Collectives;
using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Features;
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
        var points = new Option<int>("--points") { Description = "Landmarks per face: 5, or 68 by the embedded network.", DefaultValueFactory = _ => FaceLandmarks.Count };
        points.Complete($"{FaceLandmarks.Count}", $"{FaceLandmarks68.Count}");
        var sheet = new Option<FileInfo?>("--out") { Description = "PNG to write: aligned faces with their landmarks and regions, to look at." };
        var command = new Command(
            "landmarks", $"Find the faces of a folder of photos and write them to its {LandmarksCsv.FileName}. Photos that it lists are left as they are, so an interrupted run goes on and corrected points stay.")
        {
            folder, detector, which, points, sheet,
        };
        command.SetAction(parse => CommandRunner.Run(stop => RankedCommand.Run(ranks => Run(
            parse.GetRequiredValue(folder), parse.GetValue(detector) ?? Detectors.Automatic, parse.GetValue(which), parse.GetValue(points), parse.GetValue(sheet)?.FullName, ranks, stop))));
        return command;
    }

    private static int Run(string folder, string detector, FaceChoice which, int points, string? sheet, IRanks? ranks, CancellationToken stop)
    {
        if (!Directory.Exists(folder)) throw new ArgumentException($"'{folder}' is no folder.");
        if (sheet is not null) OutputFile.RequireImage(sheet);
        if (sheet is not null && !Path.GetRelativePath(RealPath.Of(folder), RealPath.Of(sheet)).StartsWith("..", StringComparison.Ordinal))
            throw new ArgumentException($"--out: '{sheet}' lies in the folder of the photos, and would be taken for one of them the next time. Give a place elsewhere.");
        if (detector == Detectors.None) throw new ArgumentException("--detector none finds nothing: give auto, embedded, the name of a model or a file.");
        if (points is not (FaceLandmarks.Count or FaceLandmarks68.Count)) throw new ArgumentException($"--points must be {FaceLandmarks.Count} or {FaceLandmarks68.Count}; got {points}.");
        using var finder = Detectors.Open(detector)!;
        using var refiner = points == FaceLandmarks68.Count ? SyntheticLandmarkFinder.LoadEmbedded() : null;
        FoundLandmarks Find(IProgress<DatasetProgress>? progress) => LandmarkSearch.Run(folder, finder, which, progress, refiner: refiner, ranks: ranks, cancellationToken: stop);
        if (!RankedCommand.Leads)
        {
            Find(null);
            return ExitCodes.Success;
        }

        var found = DatasetProgressDisplay.Show("finding faces", Find);
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
