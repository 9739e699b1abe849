using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Rendering;

namespace GlGan.Tests.Rendering;

public sealed class SyntheticFacesCascadeTests
{
    private const int MissingOracle = 3;

    [Theory]
    [InlineData("tpgan128", 100)]
    [InlineData("ffhq512", 40)]
    public void OpenCv_finds_a_face_in_at_least_nine_of_ten_frontal_renders(string template, int count)
    {
        var folder = Directory.CreateTempSubdirectory("glgan-faces-");
        try
        {
            var faces = new SyntheticFaces(1);
            Parallel.For(0, count, i =>
            {
                var view = faces.View(i, 0) with { Yaw = 0, Pitch = 0 };
                WritePpm(faces.Render(i, view, 256, FaceTemplate.Named(template)).Image, Path.Combine(folder.FullName, $"{i:000}.ppm"));
            });
            var output = RunCascade(folder.FullName);
            var match = Regex.Match(output, @"found (\d+) of (\d+)");
            Assert.True(match.Success, output);
            Assert.Equal(count, int.Parse(match.Groups[2].Value));
            Assert.InRange(int.Parse(match.Groups[1].Value), 9 * count / 10, count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void WritePpm(ImageBuffer image, string path)
    {
        using var stream = File.Create(path);
        stream.Write(Encoding.ASCII.GetBytes($"P6\n{image.Width} {image.Height}\n255\n"));
        stream.Write(image.Pixels);
    }

    private static string RunCascade(string folder)
    {
        var script = RepositoryFiles.At("tests", "GlGan.Core.Tests", "Data", "python", "face_cascade.py");
        var python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        var start = new ProcessStartInfo(python, [script, folder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            Assert.Skip($"Python 3 cannot be started: {error.Message}");
        }

        using (process)
        {
            var error = process!.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == MissingOracle) Assert.Skip(error.Result.Trim());
            Assert.True(process.ExitCode == 0, error.Result);
            return output;
        }
    }
}
