using GlGan.Editing;
using GlGan.Imaging;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>Edits of one image by this library and by OpenCV in turn, with as many threads as there are processors.</summary>
internal static class EditingSpeedScenario
{
    private const int Side = 512, Rounds = 5;

    /// <summary>Runs the comparison and prints the ratio of each edit. Options: names of edits; all of them unless given.</summary>
    /// <returns>0, or 1 if OpenCV is missing.</returns>
    internal static int Run(ReadOnlySpan<string> chosen)
    {
        var folder = Directory.CreateTempSubdirectory("glgan-editing-speed-").FullName;
        try
        {
            ImageBuffer image = Picture(0), other = Picture(1);
            var mask = Ellipse();
            ImageFile.Save(Path.Combine(folder, "image.png"), image);
            ImageFile.Save(Path.Combine(folder, "other.png"), other);
            ImageFile.Save(Path.Combine(folder, "mask.png"), Grey(mask));

            // To add an edit: a line here, and a function of the same name in opencv_editing.py.
            (string Name, Action Edit)[] edits =
            [
                ("poisson", () => new PoissonBlender(PoissonMode.Normal, PoissonVariant.OpenCv).Blend(image, other, mask)),
                ("poisson-perez", () => new PoissonBlender().Blend(image, other, mask)),
                ("poisson-mixed", () => new PoissonBlender(PoissonMode.Mixed, PoissonVariant.OpenCv).Blend(image, other, mask)),
            ];
            foreach (var (name, edit) in edits)
                if ((chosen.IsEmpty || chosen.Contains(name)) && !Compare(name, edit, folder)) return 1;
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool Compare(string name, Action edit, string folder)
    {
        List<EditTime> ours = [], peers = [];
        edit();
        for (var round = 0; round < Rounds; round++)
        {
            if (OpenCv(name, folder) is not { } peer) return false;
            peers.Add(peer);
            ours.Add(EditTime.Of(edit));
        }

        var (own, other) = (EditTime.Median(ours), EditTime.Median(peers));
        var (clock, cpu) = (own.Milliseconds / other.Milliseconds, own.CpuMilliseconds / other.CpuMilliseconds);
        Console.WriteLine($"{name} {Side}x{Side}: {own}; OpenCV {other}; ratio {clock:F2}, by processor time {cpu:F2}");
        return true;
    }

    private static EditTime? OpenCv(string name, string folder)
    {
        if (PythonPeer.Run("opencv_editing.py", name, folder, $"{Environment.ProcessorCount}") is [var clock, var cpu]) return new EditTime(clock, cpu);
        Console.Error.WriteLine("OpenCV could not be run: install python3-opencv.");
        return null;
    }

    private static ImageBuffer Picture(int seed)
    {
        var random = new Random(seed);
        var image = new ImageBuffer(Side, Side);
        for (var i = 0; i < image.Pixels.Length; i++)
            image.Pixels[i] = (byte)(127 + 90 * Math.Sin(i / 3 % Side / (20.0 + 7 * seed)) * Math.Cos(i / 3 / Side / (31.0 - 9 * seed)) + random.Next(-20, 20));
        return image;
    }

    private static ImageMask Ellipse()
    {
        var mask = new ImageMask(Side, Side);
        for (var i = 0; i < mask.Values.Length; i++)
            mask.Values[i] = Math.Pow((i % Side - Side / 2) / (0.40 * Side), 2) + Math.Pow((i / Side - Side / 2) / (0.47 * Side), 2) < 1 ? 1 : 0;
        return mask;
    }

    private static ImageBuffer Grey(ImageMask mask)
    {
        var image = new ImageBuffer(Side, Side);
        for (var i = 0; i < image.Pixels.Length; i++) image.Pixels[i] = (byte)(255 * mask.Values[i / 3]);
        return image;
    }
}
