using System.Diagnostics;
using System.Globalization;
using GlGan.Faces;
using GlGan.Generators;
using GlGan.Imaging;
using GlGan.Rendering;
using GlGan.Synthesis;
using GlGan.Training;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>The time from the start of a process to its first image: <c>glgan generate</c>, the command of the same build as this, on one rendered face.</summary>
internal static class StartScenario
{
    private const int Runs = 5, PhotoSize = 256;

    /// <summary>Prints the median of five starts after one that is not counted. Arguments: the name of a preset (default small).</summary>
    /// <returns>0, or 1 if the command fails.</returns>
    internal static int Run(ReadOnlySpan<string> arguments)
    {
        var preset = GlGanPreset.Named(arguments is [var name] ? name : "small");
        using var folder = new TemporaryFolder();
        string[] command = ["generate", .. Prepare(preset, folder.Path), "--out", Path.Combine(folder.Path, "out.png")];
        List<double> seconds = [];
        for (var run = 0; run <= Runs; run++)
        {
            var start = Stopwatch.GetTimestamp();
            using var process = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "glgan"), command) { RedirectStandardOutput = true })!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                Console.Error.WriteLine(output);
                return 1;
            }

            if (run > 0) seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        var times = string.Join(", ", seconds.Order().Select(time => time.ToString("F2", CultureInfo.InvariantCulture)));
        Console.WriteLine($"{preset.Name}: from the start of 'glgan generate' to its end {seconds.Order().ElementAt(Runs / 2):F2} s, the median of {times}");
        return 0;
    }

    private static string[] Prepare(GlGanPreset preset, string folder)
    {
        var face = new SyntheticFaces(seed: 1).Render(0, FaceView.Frontal, PhotoSize);
        var (model, photo) = (Path.Combine(folder, "model.safetensors"), Path.Combine(folder, "photo.png"));
        ImageFile.Save(photo, face.Image, source: DigitalSource.AlgorithmicMedia);
        using var trained = new GlGanModel(new GlGanGenerator(preset.Generator, seed: 1), ModelPurpose.Frontal);
        trained.Save(model);
        return ["--model", model, "--input", photo, "--landmarks", Text(face.Landmarks)];
    }

    private static string Text(FaceLandmarks landmarks) => string.Join(' ', landmarks.ToArray().Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X},{point.Y}")));
}
