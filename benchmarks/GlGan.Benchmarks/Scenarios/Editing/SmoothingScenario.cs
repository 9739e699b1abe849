using System.Diagnostics;
using System.Globalization;
using GlGan.Data;
using GlGan.Editing;
using GlGan.Imaging;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>The smoothing filters on one 512×512 image against OpenCV's, in turn, with the same number of threads; the best call of each counts.</summary>
internal static class SmoothingScenario
{
    private const int Size = 512;
    private const int Rounds = 3, Calls = 15;

    /// <summary>Runs the comparison.</summary>
    /// <returns>0, or 1 if OpenCV is missing.</returns>
    internal static int Run()
    {
        var path = Path.Combine(Path.GetTempPath(), $"glgan-smoothing-{Environment.ProcessId}.png");
        try
        {
            var image = Image();
            ImageFile.Save(path, image);
            return Compare(path, image);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static Dictionary<string, IImageSmoother> Smoothers() => new()
    {
        ["guided"] = new GuidedFilter(),
        ["guided-grey"] = new GuidedFilter(new() { Guide = GuideKind.Grey }),
        ["bilateral"] = new BilateralFilter(new() { Radius = 4, SigmaColor = 75, SigmaSpace = 75 }),
        ["domain"] = new DomainTransformFilter(),
        ["domain-recursive"] = new DomainTransformFilter(new() { Mode = DomainTransformMode.Recursive }),
    };

    private static int Compare(string path, ImageBuffer image)
    {
        Dictionary<string, SmoothingTime> peers = [], ours = [];
        for (var round = 0; round < Rounds; round++)
        {
            if (!OpenCv(path, peers)) return 1;
            foreach (var (name, smoother) in Smoothers()) Keep(ours, name, Time(() => smoother.Smooth(image)));
        }

        Console.WriteLine($"{Size}x{Size}, {Environment.ProcessorCount} threads, best of {Rounds * Calls} calls");
        foreach (var (name, time) in ours)
        {
            var peer = peers[name];
            Console.WriteLine(
                $"{name}: {time.Milliseconds:F1} ms, OpenCV {peer.Milliseconds:F1} ms, ratio {time.Milliseconds / peer.Milliseconds:F2}; "
                + $"by processor time {time.CpuMilliseconds:F1} and {peer.CpuMilliseconds:F1} ms, ratio {time.CpuMilliseconds / peer.CpuMilliseconds:F2}");
        }

        return 0;
    }

    private static void Keep(Dictionary<string, SmoothingTime> times, string name, SmoothingTime time) =>
        times[name] = times.TryGetValue(name, out var before) ? SmoothingTime.Least(before, time) : time;

    // A face with noise, so that no window is flat.
    private static ImageBuffer Image()
    {
        var image = new SyntheticFaces(seed: 1).Render(0, FaceView.Frontal, Size).Image;
        var random = new Random(1);
        for (var i = 0; i < image.Pixels.Length; i++) image.Pixels[i] = (byte)Math.Clamp(image.Pixels[i] + random.Next(-8, 9), 0, byte.MaxValue);
        return image;
    }

    private static SmoothingTime Time(Action smooth)
    {
        smooth();
        var best = new SmoothingTime(double.PositiveInfinity, double.PositiveInfinity);
        for (var i = 0; i < Calls; i++)
        {
            var (cpu, start) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            smooth();
            var wall = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            best = SmoothingTime.Least(best, new SmoothingTime(wall, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds));
        }

        return best;
    }

    private static bool OpenCv(string path, Dictionary<string, SmoothingTime> times)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "opencv_smoothing.py");
        var python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        using var process = Process.Start(
            new ProcessStartInfo(python, [script, path, $"{Environment.ProcessorCount}", $"{Calls}"]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("python3 could not be started.");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            Console.Error.WriteLine("OpenCV could not be run: install python3-opencv.");
            return false;
        }

        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(' ');
            Keep(times, parts[0], new SmoothingTime(double.Parse(parts[1], CultureInfo.InvariantCulture), double.Parse(parts[2], CultureInfo.InvariantCulture)));
        }

        return true;
    }
}
