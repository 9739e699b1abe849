using System.Diagnostics;
using GlGan.Serialization;

namespace GlGan.Attack;

/// <summary>Every hostile model is refused as documented, within a second and 100 MB of the process's memory.</summary>
internal static class ModelAttack
{
    private const double MostMegabytes = 100, MostSeconds = 1;

    internal static bool Run(int times, string folder)
    {
        var models = HostileModels.In(folder);
        using (GlGanModel.Load(Path.Combine(folder, "sound.safetensors"))) { }
        var path = Path.Combine(folder, "hostile.safetensors");
        var (broken, slowest, largest) = (0, 0.0, 0.0);
        foreach (var model in models.SelectMany(model => Enumerable.Repeat(model, times)))
        {
            model.Write(path);
            GC.Collect();
            ProcessMemory.ForgetPeak();
            var (before, clock) = (ProcessMemory.Now, Stopwatch.StartNew());
            var end = End(path);
            var (seconds, megabytes) = (clock.Elapsed.TotalSeconds, (ProcessMemory.Peak - before) / 1e6);
            var holds = end is nameof(SafetensorsException) or nameof(WeightMismatchException) && seconds <= MostSeconds && megabytes <= MostMegabytes;
            (broken, slowest, largest) = (broken + (holds ? 0 : 1), Math.Max(slowest, seconds), Math.Max(largest, megabytes));
            Console.WriteLine(FormattableString.Invariant($"{(holds ? "" : "BROKEN ")}{model.Name}: {end}, {seconds * 1000:0} ms, {megabytes:0} MB"));
        }

        Console.WriteLine(FormattableString.Invariant($"{models.Count} files, {broken} bounds broken; at most {slowest * 1000:0} ms and {largest:0} MB"));
        return broken == 0;
    }

    private static string End(string path)
    {
        try
        {
            using var model = GlGanModel.Load(path);
            return "loaded";
        }
        catch (Exception problem)
        {
            return problem.GetType().Name;
        }
    }
}
