using System.CommandLine;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Native;
using GlGan.Synthesis;
using Spectre.Console;

namespace GlGan.Cli.Commands;

/// <summary><c>glgan generate</c>: one face through a trained model.</summary>
internal static class GenerateCommand
{
    internal static Command Create()
    {
        var model = new Option<FileInfo>("--model") { Description = "Model file written by 'train' or 'demo'.", Required = true };
        var input = new Option<FileInfo>("--input") { Description = "Photo of a face.", Required = true };
        var landmarks = new Option<string>("--landmarks") { Description = LandmarksHelp("the photo"), Required = true };
        var local = new Option<FileInfo?>("--local") { Description = "Another photo to take the eyes, nose and mouth from." };
        var localLandmarks = new Option<string?>("--local-landmarks") { Description = LandmarksHelp("the photo given with --local") };
        var output = new Option<FileInfo>("--out") { Description = "PNG or JPEG to write: the aligned face at the model's size, marked as synthetic.", Required = true };
        var device = CommonArguments.Device();
        var command = new Command("generate", "Run a trained model on one face.") { model, input, landmarks, local, localLandmarks, output, device };
        command.SetAction(parse => CommandRunner.Run(_ =>
        {
            var (modelPath, outputPath) = (parse.GetRequiredValue(model).FullName, parse.GetRequiredValue(output).FullName);
            string?[] read = [modelPath, parse.GetRequiredValue(input).FullName, parse.GetRequiredValue(landmarks), parse.GetValue(local)?.FullName, parse.GetValue(localLandmarks)];
            new GivenFiles(read.Where(Path.Exists)).Refuse(outputPath);
            var request = Request(parse.GetRequiredValue(input), parse.GetRequiredValue(landmarks), parse.GetValue(local), parse.GetValue(localLandmarks));
            return Run(modelPath, request, outputPath, parse.GetValue(device));
        }));
        return command;
    }

    private static string LandmarksHelp(string photo) =>
        $"Landmarks of {photo}: 'x,y x,y x,y x,y x,y' in pixels (left eye, right eye, nose, left and right mouth corner, as seen), or a CSV or JSON file with the face of its file name.";

    private static int Run(string modelPath, SynthesisRequest request, string outputPath, string? device)
    {
        ImageFile.FormatOf(outputPath);
        using var model = GlGanModel.Load(modelPath, TorchRuntime.SelectDevice(device));
        var face = model.CreateSynthesizer().Synthesize([request])[0];
        ImageFile.Save(outputPath, face, synthetic: true);
        AnsiConsole.MarkupLineInterpolated($"wrote {outputPath} ({face.Width}x{face.Height}, marked as synthetic)");
        return ExitCodes.Success;
    }

    private static SynthesisRequest Request(FileInfo input, string landmarks, FileInfo? local, string? localLandmarks)
    {
        if (local is not null && localLandmarks is null) throw new ArgumentException("--local needs --local-landmarks.");
        if (local is null && localLandmarks is not null) throw new ArgumentException("--local-landmarks needs --local.");
        var (image, face) = Face(input, landmarks);
        if (local is null) return new SynthesisRequest(image, face);
        var (localImage, localFace) = Face(local, localLandmarks!);
        return new SynthesisRequest(image, face) { LocalImage = localImage, LocalLandmarks = localFace };
    }

    private static (ImageBuffer Image, FaceLandmarks Face) Face(FileInfo photo, string textOrFile)
    {
        if (!Path.Exists(textOrFile) && textOrFile.IndexOfAny([',', ';', ' ', '\t']) < 0)
            throw new ArgumentException($"There is no file of landmarks '{textOrFile}', and five points look like '24,28 40,28 32,37 26,45 38,45'.");
        var image = ImageFile.Load(photo.FullName);
        var face = Path.Exists(textOrFile) ? InFile(textOrFile, photo.Name) : new DetectedFace(LandmarksText.Parse(textOrFile)) { Origin = $"The landmarks of '{photo.Name}'" };
        face.RequireIn(image);
        return (image, face.Landmarks);
    }

    private static DetectedFace InFile(string file, string photo) => LandmarksFile.Read(file).GetValueOrDefault(photo) switch
    {
        [var face] => face,
        null or [] => throw new ArgumentException($"'{file}' has no face for '{photo}'."),
        var faces => throw new ArgumentException($"'{file}' has {faces.Count} faces for '{photo}'; one is wanted."),
    };
}
