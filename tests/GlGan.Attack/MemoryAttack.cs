using System.Diagnostics;
using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Generators;
using GlGan.Losses;
using GlGan.Rendering;
using GlGan.Synthesis;
using GlGan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Attack;

/// <summary>Memory stays where it is however long a process trains, or loads models.</summary>
internal static class MemoryAttack
{
    private const int Looks = 20;
    private const double MostGrowth = 0.05;

    // TorchSharp 0.107 leaves so many bytes behind for every module that is freed, of whatever kind; nothing of ours may come on top.
    private const long LeftByTorchSharp = 64;

    /// <summary>Steps of the smallest networks that have all parts of the preset <c>tiny</c>, on faces that were rendered before, in batches of one and without checkpoints.</summary>
    internal static bool Steps(int steps, string folder)
    {
        set_num_threads(1);
        var tick = Math.Max(1, steps / Looks);
        List<long> memory = [];
        using var faces = Faces();
        using var session = new GlGanBuilder()
            .UseRecipe(Smallest with { Phases = TrainingPhase.JointOnly(steps), BatchSize = 1, TickImages = tick })
            .UseDataset(faces)
            .WithWorkers(1)
            // The last tick comes after the model was judged, which takes memory of its own.
            .AddObserver(told => { if (told.Images > 0 && !told.IsLast && told.Images % tick == 0) Look(memory, told.Images); })
            .Build();
        session.Train();
        return IsFlat(memory);
    }

    /// <summary>A model of the preset <c>tiny</c> is loaded, asked for one face, and freed.</summary>
    internal static bool Loads(int loads, string folder)
    {
        set_num_threads(1);
        var path = Path.Combine(folder, "model.safetensors");
        using (var model = new GlGanModel(new GlGanGenerator(GlGanPreset.Tiny.Generator), ModelPurpose.Frontal)) model.Save(path);
        List<long> memory = [];
        for (var load = 1; load <= loads; load++)
        {
            using (var model = GlGanModel.Load(path)) using (model.CreateSynthesizer()) { }
            if (load % Math.Max(1, loads / Looks) == 0) Look(memory, load);
        }

        using var one = GlGanModel.Load(path);
        // The network, and its copy for speed.
        var allowed = 2 * LeftByTorchSharp * one.Generator.modules().Count();
        var perLoad = memory.Count < Looks ? 0 : (memory[^1] - memory[memory.Count / 4]) / (loads - (loads / Looks * (memory.Count / 4 + 1)));
        Console.WriteLine($"{perLoad} bytes per load; {allowed} are TorchSharp's");
        return perLoad <= allowed;
    }

    private static TrainingRecipe Smallest => GlGanPreset.Tiny.Recipe with
    {
        Generator = GlGanPreset.Tiny.Generator with { Regions = [FaceRegion.Mouth], Global = new() { BaseChannels = 2, Depth = 2 }, Local = new() { BaseChannels = 2 }, Fusion = new() { Channels = 2 } },
        Discriminators = new() { Patch = new() { BaseChannels = 2, Layers = 1 } },
        Objective = new() { Terms = [new(new FeatureMatchingLoss(), 2), new(new PixelLoss(), 100)] },
    };

    private static MemoryDataset Faces()
    {
        var (rendered, size) = (new SyntheticFaces(1), GlGanPreset.Tiny.Generator.ImageSize);
        return new("faces", [.. Enumerable.Range(0, 16).Select(i => rendered.Render(i, FaceView.Frontal, size)).Select((face, i) => new FaceSample($"{i}", new MemoryImage(face.Image)) { Landmarks = face.Landmarks })]);
    }

    private static void Look(List<long> memory, long done)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        memory.Add(ProcessMemory.Now);
        Console.WriteLine(FormattableString.Invariant(
            $"{done,8}: {memory[^1] / 1e6:0.0} MB in memory, {GC.GetTotalMemory(false) / 1e6:0.00} MB managed, {Tensor.TotalCount} tensors ever less freed, {DisposeScopeManager.Statistics.ThreadTotalLiveCount} live, {TimeSpan.FromSeconds((int)(DateTime.Now - Process.GetCurrentProcess().StartTime).TotalSeconds)}"));
    }

    // From the first quarter to the end: heaps take some time to find their size.
    private static bool IsFlat(List<long> memory) => memory.Count < Looks - 1 || memory[^1] <= memory[memory.Count / 4] * (1 + MostGrowth);
}
