using System.Numerics;
using GlGan.Faces;
using GlGan.Features;
using GlGan.Imaging;
using GlGan.Rendering;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>Draws what a network says of the pixels of portraits: each portrait, and beside it the parts in colours over it, to look at.</summary>
internal static class FacePartsScenario
{
    private const int CropSize = 160, Columns = 10;
    private const float FaceSide = 85, Cover = 0.55f;

    private static readonly (FacePart Part, Vector3 Color)[] Colors =
    [
        (FacePart.Skin, new(255, 200, 150)), (FacePart.Hair, new(160, 60, 220)), (FacePart.Eye, new(0, 120, 255)), (FacePart.Lips, new(255, 0, 60)), (FacePart.Mouth, new(120, 0, 0)),
        (FacePart.Glasses, new(0, 255, 255)), (FacePart.Clothes, new(0, 160, 0)), (FacePart.Occluder, new(255, 255, 0)),
    ];

    /// <summary>Draws a sheet. Arguments: the network, the PNG to write, folders of portraits with landmarks.</summary>
    /// <returns>0.</returns>
    internal static int Run(string[] arguments)
    {
        using var finder = SyntheticPartFinder.Load(arguments[0]);
        List<ImageBuffer> cells = [];
        foreach (var folder in arguments[2..])
            foreach (var (name, faces) in LandmarksFile.Read(LandmarksFile.In(folder) ?? throw new ArgumentException($"'{folder}' has no landmarks file.")))
            {
                var into = FaceBox.Of(faces[0].Landmarks).Into(FaceSide, CropSize);
                var portrait = Resampler.Warp(ImageFile.Load(Path.Combine(folder, name)), into, CropSize, CropSize);
                cells.AddRange([portrait, Overlay(finder, portrait, FaceBox.Of(faces[0].Landmarks.Map(point => Vector2.Transform(point, into))))]);
            }

        ImageFile.Save(arguments[1], ImageGrid.Compose([.. cells], Columns));
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
