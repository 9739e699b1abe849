using System.CommandLine;
using GlGan.Cli.Parsing;
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
            var (photo, part, of, ofPart) = (parse.GetRequiredValue(input), parse.GetValue(local), parse.GetRequiredValue(landmarks), parse.GetValue(localLandmarks));
            if (part is not null && ofPart is null) throw new ArgumentException("--local needs --local-landmarks.");
            if (part is null && ofPart is not null) throw new ArgumentException("--local-landmarks needs --local.");
            var (face, partFace) = (Face(landmarks, of, photo), part is null ? null : Face(localLandmarks, ofPart!, part));
            parse.RequireFiles(model, input, local);
            var (modelPath, outputPath) = (parse.GetRequiredValue(model).FullName, parse.GetRequiredValue(output).FullName);
            string?[] read = [modelPath, photo.FullName, of, part?.FullName, ofPart];
            new GivenFiles(read.Where(Path.Exists)).Refuse(outputPath);
            var request = new SynthesisRequest(Load(photo, face), face.Landmarks);
            if (partFace is not null) request = request with { LocalImage = Load(part!, partFace), LocalLandmarks = partFace.Landmarks };
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

    private static ImageBuffer Load(FileInfo photo, DetectedFace face)
    {
        var image = ImageFile.Load(photo.FullName);
        face.RequireIn(image);
        return image;
    }

    private static DetectedFace Face(Option option, string textOrFile, FileInfo photo) =>
        File.Exists(textOrFile) ? InFile(textOrFile, photo.Name) : new DetectedFace(Points(option, textOrFile)) { Origin = $"The landmarks of '{photo.Name}'" };

    private static FaceLandmarks Points(Option option, string text)
    {
        try
        {
            return LandmarksText.Parse(text);
        }
        catch (FormatException problem)
        {
            var what = Directory.Exists(text) ? "a folder" : "no file";
            throw new FormatException($"{option.Name}: '{text}' is {what}, and no list of points: {problem.Message}", problem);
        }
    }

    private static DetectedFace InFile(string file, string photo) => LandmarksFile.Read(file).GetValueOrDefault(photo) switch
    {
        [var face] => face,
        null or [] => throw new ArgumentException($"'{file}' has no face for '{photo}'."),
        var faces => throw new ArgumentException($"'{file}' has {faces.Count} faces for '{photo}'; one is wanted."),
    };
}
