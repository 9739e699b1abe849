using System.CommandLine;
using GlGan.Cli.Parsing;
using GlGan.Editing;
using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Cli.Commands;

/// <summary><c>glgan smooth</c>: smooths photos, or the skin of faces in them.</summary>
internal static class SmoothCommand
{
    internal static Command Create()
    {
        var input = new Option<string>("--input") { Description = "Photo, or a folder of photos.", Required = true };
        var settings = new SmoothArguments();
        var landmarks = new Option<FileInfo?>("--landmarks")
        {
            Description = "CSV or JSON with 5 or 68 landmarks of the faces of each photo; needed by 'skin'.",
        };
        var editing = new EditingArguments();
        var command = new Command("smooth", "Smooth photos and keep their edges.") { input, landmarks };
        settings.AddTo(command);
        editing.AddTo(command);
        command.SetAction(parse => CommandRunner.Run(stop =>
        {
            var smooth = Smoother(settings, parse, parse.GetValue(landmarks));
            parse.RequireFiles(landmarks);
            parse.RequireFilesOrFolders(input);
            var given = new GivenFiles(parse.GetRequiredValue(input), parse.GetValue(landmarks)?.FullName);
            return editing.Choose(parse).Over("smoothing", parse.GetRequiredValue(input), given, path =>
            {
                var image = ImageFile.Load(path);
                return [image, smooth(image, path)];
            }, stop);
        }));
        return command;
    }

    private static Func<ImageBuffer, string, ImageBuffer> Smoother(SmoothArguments settings, ParseResult parse, FileInfo? landmarks)
    {
        var method = settings.Method(parse);
        if (method == "skin") return Skin(new SkinSmoother(settings.Skin(parse)), landmarks);
        if (landmarks is not null) throw new ArgumentException("--landmarks is for --method skin only.");
        IImageSmoother smoother = method switch
        {
            "guided" => new GuidedFilter(settings.Guided(parse)),
            "bilateral" => new BilateralFilter(settings.Bilateral(parse)),
            "domain" => new DomainTransformFilter(settings.Domain(parse, DomainTransformMode.NormalizedConvolution)),
            _ => new DomainTransformFilter(settings.Domain(parse, DomainTransformMode.Recursive)),
        };
        return (image, _) => smoother.Smooth(image);
    }

    private static Func<ImageBuffer, string, ImageBuffer> Skin(SkinSmoother smoother, FileInfo? landmarks)
    {
        if (landmarks is null)
        {
            throw new ArgumentException(
                $"--method skin needs the faces' landmarks: give --landmarks FILE, a CSV with the header '{LandmarksCsv.Header}' and a line for each face, "
                + "or JSON.");
        }

        var faces = new PhotoFaces(landmarks.FullName);
        return (image, path) => faces.Of(path).Aggregate(image, (photo, face) =>
        {
            face.RequireIn(photo);
            return smoother.Smooth(photo, face.Landmarks);
        });
    }
}
