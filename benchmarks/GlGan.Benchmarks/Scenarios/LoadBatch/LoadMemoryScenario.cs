using System.Globalization;
using GlGan.Batches;
using GlGan.Datasets;
using GlGan.Pairs;
using TorchSharp;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>Whether the memory of the process stays flat over very many samples.</summary>
internal static class LoadMemoryScenario
{
    private const int Files = 512, Reports = 10;
    private const double AllowedGrowthMegabytes = 16;

    /// <summary>Loads samples from JPEG files and prints the resident memory ten times. Options: <c>--samples N</c> (default 200,000).</summary>
    /// <returns>0, or 1 if the memory grew from the middle to the end.</returns>
    internal static int Run(ReadOnlySpan<string> arguments)
    {
        var samples = arguments is ["--samples", var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 200_000;
        var root = Directory.CreateTempSubdirectory("glgan-load-memory-").FullName;
        try
        {
            LoadBatchScenario.Render(root, Files);
            using var dataset = new ImageFolderFormat().Open(root, new DatasetOptions());
            var faces = new AlignedFaces(dataset, new AlignmentOptions { ImageSize = LoadBatchScenario.Size, CacheMegabytes = 0 });
            using var loader = new BatchLoader(new RegionSynthesisTask(faces), new BatchLoaderOptions { BatchSize = LoadBatchScenario.BatchSize, Workers = LoadBatchScenario.Workers });
            return Watch(new LoaderBatchSource(loader, torch.CPU), samples);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static int Watch(LoaderBatchSource batches, int samples)
    {
        List<double> megabytes = [];
        for (var report = 1; report <= Reports; report++)
        {
            while (batches.Position < (long)samples * report / Reports) batches.Next(default).Dispose();
            megabytes.Add(Environment.WorkingSet / 1048576.0);
            Console.WriteLine($"{batches.Position,8} samples: {megabytes[^1]:F0} MB resident, {GC.GetTotalMemory(false) / 1048576.0:F0} MB managed, {torch.Tensor.TotalCount} tensors");
        }

        // The heaps fill during the first third, and swing by some collections' worth afterwards.
        var growth = megabytes.TakeLast(3).Average() - megabytes.Skip(3).Take(3).Average();
        Console.WriteLine($"growth from the middle to the end: {growth:F1} MB");
        return growth <= AllowedGrowthMegabytes ? 0 : 1;
    }
}
