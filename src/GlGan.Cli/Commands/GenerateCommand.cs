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
        command.SetAction(parse => CommandRunner.Run(_ => Run(
            parse.GetRequiredValue(model).FullName,
            Request(parse.GetRequiredValue(input), parse.GetRequiredValue(landmarks), parse.GetValue(local), parse.GetValue(localLandmarks)),
            parse.GetRequiredValue(output).FullName,
            parse.GetValue(device))));
        return command;
    }

    private static string LandmarksHelp(string photo) =>
        $"Landmarks of {photo}: 'x,y x,y x,y x,y x,y' in pixels (left eye, right eye, nose, left and right mouth corner, as seen), or a landmarks.csv with a line for its file name.";

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
        return new SynthesisRequest(ImageFile.Load(input.FullName), Landmarks(landmarks, input.Name))
        {
            LocalImage = local is null ? null : ImageFile.Load(local.FullName),
            LocalLandmarks = local is null ? null : Landmarks(localLandmarks!, local.Name),
        };
    }

    private static FaceLandmarks Landmarks(string textOrFile, string imageName)
    {
        if (!File.Exists(textOrFile)) return LandmarksText.Parse(textOrFile);
        return LandmarksCsv.Read(textOrFile).TryGetValue(imageName, out var found)
            ? found
            : throw new ArgumentException($"'{textOrFile}' has no line for '{imageName}'.");
    }
}
