using System.CommandLine;
using System.Numerics;
using System.Text.Json;
using GlGan.Cli.Display;
using GlGan.Cli.Faces;
using GlGan.Cli.Parsing;
using GlGan.Cli.Swapping;
using GlGan.Editing;
using GlGan.Foundation;
using GlGan.Imaging;
using GlGan.Native;
using GlGan.Video;

namespace GlGan.Cli.Commands;

/// <summary><c>glgan swap</c>: faces of photos into another, into each of a folder, or into a video.</summary>
internal static class SwapCommand
{
    // A source that is enlarged more than this looks soft in the photo.
    private const double Coarse = 1.6;

    internal static Command Create()
    {
        var source = new Option<string?>("--source") { Description = "Photo with the face to show, or a folder of such photos." };
        var target = new Option<string>("--target") { Description = "Photo or video with the faces to replace, or a folder of such photos.", Required = true };
        var sourceFace = FaceSelection.Option("--source-face", "Faces of a source that are shown, one onto each chosen face of the target where there are several. [default: the first listed, or the largest that is found]");
        var targetFace = FaceSelection.Option("--target-face", "Faces of the target that are replaced. [default: all]");
        var map = new Option<FileInfo?>("--map") { Description = $"CSV file that says which face goes onto which, instead of --source: '{FaceMap.Header}' and a line for each face." };
        var where = new FaceArguments();
        var model = new Option<FileInfo?>("--model") { Description = "Model trained with '--task swap', which refines the result: colours, light, seams." };
        var device = CommonArguments.Device();
        var swap = new SwapArguments();
        var editing = new EditingArguments();
        var command = new Command("swap", "Put the face of one photo into another, or into a video.") { source, target, sourceFace, targetFace, map, model, device };
        where.AddTo(command);
        swap.AddTo(command);
        editing.AddTo(command);
        command.SetAction(parse => CommandRunner.Run(stop =>
        {
            var options = swap.Choose(parse, parse.GetValue(model) is not null);
            var (fromFace, ontoFace) = (FaceSelection.Of(parse, sourceFace), FaceSelection.Of(parse, targetFace));
            parse.RequireFiles(map, model);
            parse.RequireFilesOrFolders(source, target);
            var (sourcePath, mapPath) = (parse.GetValue(source), parse.GetValue(map)?.FullName);
            if (sourcePath is null == mapPath is null) throw new ArgumentException("Give --source, a photo or a folder, or --map, a file that says which face goes onto which.");
            if (mapPath is not null && (fromFace ?? ontoFace) is not null) throw new ArgumentException("--map says which faces: leave out --source-face and --target-face.");
            var targetPath = parse.GetRequiredValue(target);
            var sources = SwapAssignment.Photos(sourcePath is null ? null : Path.GetFullPath(sourcePath), mapPath);
            string[] photos = [.. sources, targetPath];
            using var faces = where.Choose(parse, targetPath);
            if (faces.Typed is not null) throw new ArgumentException("--landmarks: points are those of one photo, and a swap has two: give a CSV or JSON file with both.");
            var given = new GivenFiles([.. photos, mapPath, parse.GetValue(model)?.FullName, .. photos.SelectMany(faces.Files)]);
            using var network = parse.GetValue(model) is { } weights ? GlGanModel.Load(weights.FullName, TorchRuntime.SelectDevice(parse.GetValue(device))) : null;
            ISwapMethod method = network is null ? new GeometricSwap() : new NetworkSwap(network.CreateSynthesizer());
            var run = editing.Choose(parse, network is null ? DigitalSource.AlgorithmicallyEnhanced : DigitalSource.CompositeWithTrainedAlgorithmicMedia);
            var swapper = new FaceSwapper(method, options);
            var assignment = SwapAssignment.Load(sourcePath is null ? null : Path.GetFullPath(sourcePath), mapPath, fromFace, ontoFace, faces);
            return VideoFile.IsVideo(targetPath) && File.Exists(targetPath)
                ? OverVideo(swapper, assignment, parse, targetPath, faces, run, given, stop)
                : run.Over("swapping", targetPath, given, path => Swapped(swapper, assignment, path, faces), stop);
        }));
        return command;
    }

    private static EditedPhoto Swapped(FaceSwapper swapper, SwapAssignment assignment, string path, PhotoFaces faces)
    {
        var photo = ImageFile.Load(path);
        var found = faces.Of(path, photo);
        var result = photo;
        List<SwappedFace> done = [];
        ArgumentException? refusal = null;
        var pairs = assignment.In(path, found);
        foreach (var (source, target) in pairs)
        {
            var face = new SwappedFace(target.Number, [.. target.Face.Landmarks.ToArray().SelectMany(point => (float[])[point.X, point.Y])], source.Path, source.Face.Number, null);
            try
            {
                var swapped = swapper.Swap(source.Photo, source.Face.Face, result, [target.Face]);
                if (swapped.Magnification > Coarse)
                    Screen.Warn($"[yellow]note:[/] the source's face is shown {swapped.Magnification:F1} times as large as it is in '{source.Path}': it lacks the detail of '{path}'.");
                result = swapped.Image;
                done.Add(face with { Magnification = Math.Round(swapped.Magnification, 3) });
            }
            catch (ArgumentException problem)
            {
                refusal ??= problem;
                done.Add(face with { Refused = problem.Message });
            }
        }

        if (refusal is not null && done.TrueForAll(face => face.Refused is not null)) throw refusal;
        foreach (var face in done.Where(face => face.Refused is not null)) Screen.Warn($"[yellow]note:[/] face {face.Face} of '{path}' stays as it is: {face.Refused}");
        // A face that is put on itself changes nothing.
        var isItself = pairs.Any(pair => photo.Pixels.AsSpan().SequenceEqual(pair.Source.Photo.Pixels));
        return new([Fitted(pairs[0].Source.Photo, photo), photo, isItself ? result : EditingRun.Changed(path, photo, result)], [.. pairs.Select(pair => pair.Source.Path).Distinct()])
        {
            Record = (output, mark) => new SwappedPhoto(Path.GetFileName(path), Path.GetFileName(output), mark, found.Count, done),
        };
    }

    private static int OverVideo(FaceSwapper swapper, SwapAssignment assignment, ParseResult parse, string video, PhotoFaces faces, EditingRun run, GivenFiles given, CancellationToken stop)
    {
        given.Refuse(run.Output + EditingRun.RecordExtension);
        Dictionary<SourceFace, FaceSource> shown = assignment.Sources.Distinct().ToDictionary(source => source, source => new FaceSource(source.Photo, faces.WithContours(source.Photo, source.Face.Face)));
        var edit = VideoEdit.Of(video).WithFaces(faces.FinderOfContours).Swap(
            found => (assignment.IsLargest && found.Count > 0 ? [found.MaxBy(face => face.Face.Size)!] : found)
                .Select(face => (Source: assignment.IsLargest ? assignment.Sources[0] : assignment.On(face.Track), face)).Where(pair => pair.Source is not null).Select(pair => (shown[pair.Source!], pair.face)),
            swapper);
        string[] parts = [.. assignment.Sources.Select(source => source.Path).Distinct()];
        var report = VideoEditing.Run("swapping", parse, run, edit, parts, given, stop);
        var record = new SwappedVideo(
            Path.GetFileName(video), Path.GetFileName(run.Output), report.Source is { } mark ? Provenance.Term(mark) : null, report.Frames, report.Edited, report.Refused, report.Refusal,
            [.. report.Tracks.Select(track => (Track: track, Source: assignment.IsLargest ? assignment.Sources[0] : assignment.On(track.Track)))
                .Select(track => new SwappedTrack(track.Track.Track, track.Track.First, track.Track.Last, track.Track.Frames, track.Source?.Path, track.Source?.Face.Number))]);
        AtomicFile.Write(run.Output + EditingRun.RecordExtension, JsonSerializer.SerializeToUtf8Bytes(record, CliJson.Default.SwappedVideo));
        return ExitCodes.Success;
    }

    // What stands side by side is of one size.
    private static ImageBuffer Fitted(ImageBuffer source, ImageBuffer photo)
    {
        var scale = Math.Min((double)photo.Width / source.Width, (double)photo.Height / source.Height);
        int width = Math.Max(1, (int)(source.Width * scale)), height = Math.Max(1, (int)(source.Height * scale));
        var middle = new Vector2(width - 1, height - 1) / 2;
        return Resampler.Crop(Resampler.Resize(source, width, height), middle, photo.Width, photo.Height);
    }
}
