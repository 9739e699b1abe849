using System.Globalization;
using System.Numerics;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Rendering;

namespace GlGan.Tests.Cli;

/// <summary>Folders of faces for commands to read.</summary>
internal static class CommandFaces
{
    /// <summary>Writes rendered faces of 96 pixels as 0.png, 1.png, … with their landmarks.</summary>
    internal static void Write(string folder, int count)
    {
        var faces = new SyntheticFaces(seed: 5);
        List<string> lines = [LandmarksCsv.Header];
        for (var i = 0; i < count; i++)
        {
            var face = faces.Render(i, FaceView.Frontal, 96);
            ImageFile.Save(Path.Combine(folder, $"{i}.png"), face.Image);
            lines.Add($"{i}.png,{string.Join(',', face.Landmarks.ToArray().Select(Text))}");
        }

        File.WriteAllLines(Path.Combine(folder, "landmarks.csv"), lines);
    }

    private static string Text(Vector2 point) => string.Create(CultureInfo.InvariantCulture, $"{point.X},{point.Y}");
}
