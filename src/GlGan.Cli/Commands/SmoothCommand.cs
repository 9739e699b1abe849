using System.CommandLine;
using GlGan.Cli.Faces;
using GlGan.Cli.Parsing;
using GlGan.Editing;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Video;

namespace GlGan.Cli.Commands;

/// <summary><c>glgan smooth</c>: smooths photos, or the skin of faces in them.</summary>
internal static class SmoothCommand
{
    internal static Command Create()
    {
        var input = new Option<string>("--input") { Description = "Photo, folder of photos, or video.", Required = true };
        var settings = new SmoothArguments();
        var where = new FaceArguments();
        var editing = new EditingArguments();
        var command = new Command("smooth", "Smooth photos or a video and keep their edges.") { input };
        where.AddTo(command);
        settings.AddTo(command);
        editing.AddTo(command);
        command.SetAction(parse => CommandRunner.Run(stop =>
        {
            var method = settings.Method(parse);
            if (method != "skin" && parse.GetValue(where.Landmarks) is not null) throw new ArgumentException("--landmarks is for --method skin only.");
            var photos = parse.GetRequiredValue(input);
            using var faces = where.Choose(parse, photos);
            var smooth = Smoother(method, settings, parse);
            parse.RequireFilesOrFolders(input);
            var run = editing.Choose(parse, DigitalSource.AlgorithmicallyEnhanced);
            if (VideoFile.IsVideo(photos) && File.Exists(photos)) return OverVideo(method, smooth, parse, photos, faces, run, stop);
            var given = new GivenFiles([photos, .. method == "skin" ? faces.Files(photos) : []]);
            return run.Over("smoothing", photos, given, path =>
            {
                var image = ImageFile.Load(path);
                return new([image, method == "skin" ? EditingRun.Changed(path, image, smooth(image, faces.Of(path, image).Select(face => face.Landmarks))) : smooth(image, [])]);
            }, stop);
        }));
        return command;
    }

    /// <summary>Smooths a photo; with the method <c>skin</c> that of the faces that are given.</summary>
    private static Func<ImageBuffer, IEnumerable<FaceLandmarks>, ImageBuffer> Smoother(string method, SmoothArguments settings, ParseResult parse)
    {
        if (method == "skin")
        {
            var skin = new SkinSmoother(settings.Skin(parse));
            return (image, faces) => faces.Aggregate(image, (photo, face) => skin.Smooth(photo, face));
        }

        var filter = Filter(method, settings, parse);
        return (image, _) => filter.Smooth(image);
    }

    private static int OverVideo(
        string method, Func<ImageBuffer, IEnumerable<FaceLandmarks>, ImageBuffer> smooth, ParseResult parse, string video, PhotoFaces faces, EditingRun run, CancellationToken stop)
    {
        if (faces.Typed is not null) throw new ArgumentException("--landmarks: points are those of one photo; the faces of a video are found by a detector.");
        var edit = VideoEdit.Of(video);
        edit = method == "skin"
            ? edit.WithFaces(faces.Finder).Apply((frame, found) => smooth(frame, found.Select(face => face.Face.Landmarks)))
            : edit.Apply((frame, _) => smooth(frame, []));
        VideoEditing.Run("smoothing", parse, run, edit, [], new GivenFiles(video), stop);
        return ExitCodes.Success;
    }

    private static IImageSmoother Filter(string method, SmoothArguments settings, ParseResult parse) => method switch
    {
        "guided" => new GuidedFilter(settings.Guided(parse)),
        "bilateral" => new BilateralFilter(settings.Bilateral(parse)),
        "domain" => new DomainTransformFilter(settings.Domain(parse, DomainTransformMode.NormalizedConvolution)),
        _ => new DomainTransformFilter(settings.Domain(parse, DomainTransformMode.Recursive)),
    };
}
