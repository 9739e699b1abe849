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
            var (photo, part, points) = (parse.GetRequiredValue(input), parse.GetValue(local), parse.GetValue(localLandmarks));
            if (part is not null && points is null) throw new ArgumentException("--local needs --local-landmarks.");
            if (part is null && points is not null) throw new ArgumentException("--local-landmarks needs --local.");
            var photoFace = Landmarks(landmarks, parse.GetRequiredValue(landmarks), photo);
            FaceLandmarks? partFace = part is null ? null : Landmarks(localLandmarks, points!, part);
            parse.RequireFiles(model, input, local);
            var request = new SynthesisRequest(ImageFile.Load(photo.FullName), photoFace)
            {
                LocalImage = part is null ? null : ImageFile.Load(part.FullName),
                LocalLandmarks = partFace,
            };
            return Run(parse.GetRequiredValue(model).FullName, request, parse.GetRequiredValue(output).FullName, parse.GetValue(device));
        }));
        return command;
    }

    private static string LandmarksHelp(string photo) =>
        $"Landmarks of {photo}: 'x,y x,y x,y x,y x,y' in pixels (left eye, right eye, nose, left and right mouth corner, as seen), or a landmarks.csv or landmarks.json with its file name.";

    private static int Run(string modelPath, SynthesisRequest request, string outputPath, string? device)
    {
        OutputFile.RequireImage(outputPath);
        using var model = GlGanModel.Load(modelPath, TorchRuntime.SelectDevice(device));
        var face = model.CreateSynthesizer().Synthesize([request])[0];
        ImageFile.Save(outputPath, face, synthetic: true);
        AnsiConsole.MarkupLineInterpolated($"wrote {outputPath} ({face.Width}x{face.Height}, marked as synthetic)");
        return ExitCodes.Success;
    }

    private static FaceLandmarks Landmarks(Option option, string textOrFile, FileInfo photo)
    {
        if (File.Exists(textOrFile)) return new PhotoFaces(textOrFile).Of(photo.FullName)[0].Landmarks;
        try
        {
            return LandmarksText.Parse(textOrFile);
        }
        catch (FormatException problem)
        {
            var what = Directory.Exists(textOrFile) ? "a folder" : "no file";
            throw new FormatException($"{option.Name}: '{textOrFile}' is {what}, and no list of points: {problem.Message}", problem);
        }
    }
}
