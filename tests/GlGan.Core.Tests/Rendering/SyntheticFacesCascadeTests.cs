using System.Text;
using System.Text.RegularExpressions;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Rendering;

namespace GlGan.Tests.Rendering;

public sealed class SyntheticFacesCascadeTests
{
    [Theory]
    [InlineData("tpgan128", 0.9)]
    [InlineData("ffhq512", 0.97)]
    public void OpenCv_finds_the_faces_of_frontal_renders_with_nothing_before_them(string template, double share)
    {
        const int count = 100;
        using var folder = new TemporaryFolder();
        var faces = new SyntheticFaces(1);
        Parallel.For(0, count, i =>
        {
            var view = faces.View(i, 0) with { Yaw = 0, Pitch = 0, Occluder = FaceOccluder.None };
            WritePpm(faces.Render(i, view, 256, FaceTemplate.Named(template)).Image, folder.File($"{i:000}.ppm"));
        });

        var output = PythonScript.RunFile(RepositoryFiles.At("tests", "GlGan.Core.Tests", "Rendering", "python", "face_cascade.py"), folder.FullPath);

        var match = Regex.Match(output, @"found (\d+) of (\d+)");
        Assert.True(match.Success, output);
        Assert.Equal(count, int.Parse(match.Groups[2].Value));
        Assert.InRange(int.Parse(match.Groups[1].Value), (int)Math.Ceiling(share * count), count);
    }

    private static void WritePpm(ImageBuffer image, string path)
    {
        using var stream = File.Create(path);
        stream.Write(Encoding.ASCII.GetBytes($"P6\n{image.Width} {image.Height}\n255\n"));
        stream.Write(image.Pixels);
    }
}
