using System.CommandLine;
using System.Numerics;
using GlGan.Cli.Faces;
using GlGan.Cli.Parsing;
using GlGan.Editing;
using GlGan.Imaging;
using GlGan.Native;

namespace GlGan.Cli.Commands;

/// <summary><c>glgan swap</c>: the face of one photo into another, or into each of a folder.</summary>
internal static class SwapCommand
{
    internal static Command Create()
    {
        var source = new Option<FileInfo>("--source") { Description = "Photo with the face to show.", Required = true };
        var target = new Option<string>("--target") { Description = "Photo with the faces to replace, or a folder of such photos.", Required = true };
        var where = new FaceArguments();
        var model = new Option<FileInfo?>("--model") { Description = "Model trained with '--task swap', which refines the result: colours, light, seams." };
        var device = CommonArguments.Device();
        var swap = new SwapArguments();
        var editing = new EditingArguments();
        var command = new Command("swap", "Put the face of one photo into another.") { source, target, model, device };
        where.AddTo(command);
        swap.AddTo(command);
        editing.AddTo(command);
        command.SetAction(parse => CommandRunner.Run(stop =>
        {
            var options = swap.Choose(parse, parse.GetValue(model) is not null);
            parse.RequireFiles(source, model);
            parse.RequireFilesOrFolders(target);
            var sourcePath = parse.GetRequiredValue(source).FullName;
            string[] photos = [sourcePath, parse.GetRequiredValue(target)];
            using var faces = where.Choose(parse, photos[1]);
            if (faces.Typed is not null) throw new ArgumentException("--landmarks: points are those of one photo, and a swap has two: give a CSV or JSON file with both.");
            var given = new GivenFiles([.. photos, parse.GetValue(model)?.FullName, .. photos.SelectMany(faces.Files)]);
            using var network = parse.GetValue(model) is { } weights ? GlGanModel.Load(weights.FullName, TorchRuntime.SelectDevice(parse.GetValue(device))) : null;
            ISwapMethod method = network is null ? new GeometricSwap() : new NetworkSwap(network.CreateSynthesizer());
            return Run(new FaceSwapper(method, options), sourcePath, parse.GetRequiredValue(target), faces, editing.Choose(parse, network is null ? DigitalSource.AlgorithmicallyEnhanced : DigitalSource.CompositeWithTrainedAlgorithmicMedia), given, stop);
        }));
        return command;
    }

    private static int Run(FaceSwapper swapper, string sourcePath, string target, PhotoFaces faces, EditingRun run, GivenFiles given, CancellationToken stop)
    {
        var source = ImageFile.Load(sourcePath);
        var sourceFace = faces.Of(sourcePath, source)[0];
        return run.Over(
            "swapping",
            target,
            given,
            path =>
            {
                var photo = ImageFile.Load(path);
                var result = swapper.Swap(source, sourceFace, photo, faces.Of(path, photo)).Image;
                // A face that is put on itself changes nothing.
                var isItself = photo.Pixels.AsSpan().SequenceEqual(source.Pixels);
                return new([Fitted(source, photo), photo, isItself ? result : EditingRun.Changed(path, photo, result)], sourcePath);
            },
            stop);
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
