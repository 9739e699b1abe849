using System.CommandLine;
using System.Numerics;
using GlGan.Cli.Commands;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Rendering;

namespace GlGan.FeatureTraining.Parts;

/// <summary>Draws what a network says of the pixels of portraits: each portrait, and beside it the parts in colours over it, to look at.</summary>
internal static class PartsSheetCommand
{
    private const int CropSize = 160, Columns = 10;
    private const float FaceSide = 85, Cover = 0.55f;

    private static readonly (FacePart Part, Vector3 Color)[] Colors =
    [
        (FacePart.Skin, new(255, 200, 150)), (FacePart.Hair, new(160, 60, 220)), (FacePart.Eye, new(0, 120, 255)), (FacePart.Lips, new(255, 0, 60)), (FacePart.Mouth, new(120, 0, 0)),
        (FacePart.Glasses, new(0, 255, 255)), (FacePart.Clothes, new(0, 160, 0)), (FacePart.Occluder, new(255, 255, 0)),
    ];

    internal static Command Create()
    {
        var network = new Option<FileInfo>("--network") { Description = "Network that 'parts' has written.", Required = true };
        var output = new Option<FileInfo>("--out") { Description = "PNG file to write.", Required = true };
        var folders = new Argument<DirectoryInfo[]>("folders") { Description = "Folders of portraits with landmarks.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("parts-sheet", "Draw what a parts network says of portraits: each of them, and beside it the parts in colours over it.") { network, output, folders };
        command.SetAction(parse => CommandRunner.Run(_ => Run(parse.GetRequiredValue(network).FullName, parse.GetRequiredValue(output).FullName, [.. parse.GetRequiredValue(folders).Select(folder => folder.FullName)])));
        return command;
    }

    private static int Run(string network, string output, string[] folders)
    {
        using var finder = SyntheticPartFinder.Load(network);
        List<ImageBuffer> cells = [];
        foreach (var folder in folders)
            foreach (var (name, faces) in LandmarksFile.Read(LandmarksFile.In(folder) ?? throw new ArgumentException($"'{folder}' has no landmarks file.")))
            {
                var into = FaceBox.Of(faces[0].Landmarks).Into(FaceSide, CropSize);
                var portrait = Resampler.Warp(ImageFile.Load(Path.Combine(folder, name)), into, CropSize, CropSize);
                cells.AddRange([portrait, Overlay(finder, portrait, FaceBox.Of(faces[0].Landmarks.Map(point => Vector2.Transform(point, into))))]);
            }

        ImageFile.Save(output, ImageGrid.Compose([.. cells], Columns));
        return 0;
    }

    private static ImageBuffer Overlay(SyntheticPartFinder finder, ImageBuffer portrait, FaceBox box)
    {
        var overlay = portrait.Clone();
        foreach (var (part, color) in Colors)
        {
            var mask = finder.Find(portrait, box, part).Values;
            for (var i = 0; i < mask.Length; i++)
                for (var channel = 0; channel < 3; channel++)
                {
                    ref var value = ref overlay.Pixels[3 * i + channel];
                    value = (byte)(value + Cover * mask[i] * (color[channel] - portrait.Pixels[3 * i + channel]));
                }
        }

        return overlay;
    }
}
