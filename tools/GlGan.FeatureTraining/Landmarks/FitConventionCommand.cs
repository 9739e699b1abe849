using System.CommandLine;
using System.Numerics;
using GlGan.Cli.Commands;
using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Features;
using GlGan.Imaging;
using GlGan.Serialization;
using Spectre.Console;
using static TorchSharp.torch;

namespace GlGan.FeatureTraining.Landmarks;

/// <summary>Tells a landmark network where the annotation of some photos has the landmarks, and writes it in half precision, as the library embeds it.</summary>
internal static class FitConventionCommand
{
    internal static Command Create()
    {
        var network = new Option<FileInfo>("--network") { Description = "Landmark network, written by the command landmarks.", Required = true };
        var photos = new Option<DirectoryInfo>("--photos") { Description = "Folder of photos, with the 68 landmarks of each face in its landmarks file.", Required = true };
        var output = new Option<FileInfo>("--out") { Description = "Safetensors file to write.", Required = true };
        var command = new Command("convention", "Fit where the annotation of photos has the 68 landmarks, seen from where a landmark network puts them.") { network, photos, output };
        command.SetAction(parse => CommandRunner.Run(_ => Run(parse.GetRequiredValue(network).FullName, parse.GetRequiredValue(photos).FullName, parse.GetRequiredValue(output).FullName)));
        return command;
    }

    private static int Run(string file, string folder, string output)
    {
        var known = LandmarksFile.Read(LandmarksFile.In(folder) ?? throw new ArgumentException($"--photos: '{folder}' has no landmarks file."));
        using var network = new LandmarkNetwork(seed: 0);
        using var reader = SafetensorsReader.Open(file);
        ModuleWeights.Load(network, reader);
        var convention = Fit(network, folder, known);
        using (no_grad())
            network.Convention.copy_(tensor([.. convention.SelectMany(offset => (float[])[offset.X, offset.Y])], [FaceLandmarks68.Count, 2])); // Returns the target itself.
        HalfWeights.Save(network, output, reader.Metadata.Append(new("convention", $"medians of {known.Sum(photo => photo.Value.Count)} faces")).ToDictionary());
        AnsiConsole.MarkupLineInterpolated($"wrote {output}");
        return ExitCodes.Success;
    }

    private static Vector2[] Fit(LandmarkNetwork network, string folder, IReadOnlyDictionary<string, IReadOnlyList<DetectedFace>> known)
    {
        using (no_grad()) network.Convention.zero_(); // Returns the target itself.
        using var finder = SyntheticLandmarkFinder.Of(network);
        return FaceConvention.Fit(
        [
            .. from photo in known
               let image = ImageFile.Load(Path.Combine(folder, photo.Key))
               from face in photo.Value
               select (finder.Refine(image, face).Contours!, face.Contours ?? throw new ArgumentException($"--photos: {photo.Key} has no 68 landmarks in the landmarks file.")),
        ]);
    }
}
