using System.CommandLine;
using GlGan.Cli.Faces;
using GlGan.Cli.Parsing;
using GlGan.Editing;
using GlGan.Imaging;
using GlGan.Native;
using GlGan.Synthesis;

namespace GlGan.Cli.Commands;

/// <summary><c>glgan generate</c>: the faces of one photo, or of each of a folder, through a trained model.</summary>
internal static class GenerateCommand
{
    internal static Command Create()
    {
        var model = new Option<FileInfo>("--model") { Description = "Model file written by 'train' or 'demo'.", Required = true };
        var input = new Option<string>("--input") { Description = "Photo, or a folder of photos.", Required = true };
        var where = new FaceArguments();
        var local = new Option<FileInfo?>("--local") { Description = "Another photo to take the eyes, nose and mouth from, for one photo with one face." };
        var localLandmarks = new Option<string?>("--local-landmarks")
        {
            Description = "Where its face is, as --landmarks says it.",
        };
        var pasteBack = new Option<bool?>("--paste-back")
        {
            Description = "true: restore every face in its place in the photo, at the photo's resolution. false: write the aligned face at the model's size, of photos with one face. "
                + "[default: true with models trained with '--task region', which alone can do it; false with others]",
        };
        pasteBack.Complete("true", "false");
        var output = new Option<string>("--out")
        {
            Description = "PNG or JPEG to write, marked as synthetic; where the input is a folder, the folder to write files of the same names to.", Required = true,
        };
        var device = CommonArguments.Device();
        var command = new Command("generate", "Run a trained model on the faces of photos.") { model, input, local, localLandmarks, pasteBack, output, device };
        where.AddTo(command);
        command.SetAction(parse => CommandRunner.Run(stop =>
        {
            var (photos, part) = (parse.GetRequiredValue(input), parse.GetValue(local));
            if (part is null && parse.GetValue(localLandmarks) is not null) throw new ArgumentException("--local-landmarks needs --local.");
            if (part is not null && Directory.Exists(photos)) throw new ArgumentException($"--local is for one photo; '{photos}' is a folder.");
            using var faces = where.Choose(parse, photos);
            using var partFaces = part is null ? null : where.Choose(parse, localLandmarks, part.FullName);
            parse.RequireFiles(model, local);
            parse.RequireFilesOrFolders(input);
            var run = new EditingRun(Path.GetFullPath(parse.GetRequiredValue(output)), Source: DigitalSource.TrainedAlgorithmicMedia, SideBySide: false);
            var modelPath = parse.GetRequiredValue(model).FullName;
            var given = new GivenFiles([modelPath, photos, .. faces.Files(photos), part?.FullName, .. part is null ? [] : partFaces!.Files(part.FullName)]);

            // A model takes a while to read.
            given.Refuse(run.Output);
            var regions = part is null ? null : Request(partFaces!, part.FullName);
            using var network = GlGanModel.Load(modelPath, TorchRuntime.SelectDevice(parse.GetValue(device)));
            var synthesizer = network.CreateSynthesizer();
            var pastes = parse.GetValue(pasteBack) ?? synthesizer.Purpose == ModelPurpose.Region;
            var generate = Generator(synthesizer, pastes, faces, regions);
            var source = pastes ? DigitalSource.CompositeWithTrainedAlgorithmicMedia : DigitalSource.TrainedAlgorithmicMedia;
            return (run with { Source = source }).Over("generating", photos, given, path => new([generate(path)], part is null ? [] : [part.FullName]), stop);
        }));
        return command;
    }

    private static Func<string, ImageBuffer> Generator(FaceSynthesizer synthesizer, bool pastes, PhotoFaces faces, SynthesisRequest? regions)
    {
        if (synthesizer.Purpose == ModelPurpose.Swap) throw new ArgumentException("This model refines swaps, which takes two photos: glgan swap --model.");
        if (!pastes) return path => synthesizer.Synthesize([WithRegions(path)])[0];
        var restorer = new FaceRestorer(synthesizer);
        return regions is null ? path => Restored(path) : path => restorer.Restore(WithRegions(path));

        ImageBuffer Restored(string path)
        {
            var photo = ImageFile.Load(path);
            return EditingRun.Changed(path, photo, restorer.Restore(photo, faces.Of(path, photo)));
        }

        SynthesisRequest WithRegions(string path) => Request(faces, path) with { LocalImage = regions?.Image, LocalLandmarks = regions?.Landmarks };
    }

    private static SynthesisRequest Request(PhotoFaces faces, string path)
    {
        var photo = ImageFile.Load(path);
        return new SynthesisRequest(photo, faces.One(path, photo).Landmarks);
    }
}
