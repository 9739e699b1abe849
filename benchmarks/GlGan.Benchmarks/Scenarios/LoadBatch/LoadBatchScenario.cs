using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using GlGan.Batches;
using GlGan.Datasets;
using GlGan.Imaging;
using GlGan.Pairs;
using GlGan.Rendering;
using TorchSharp;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>
/// Batches of normalised tensors from JPEG files of CelebA's size: torchvision's DataLoader, this library on the same files, and on a pack of them, in
/// turn. Everyone crops the middle square, resizes it with the antialiased bilinear kernel, and has two workers.
/// </summary>
internal static class LoadBatchScenario
{
    private const int Width = 178, Height = 218;
    internal const int Size = 128, BatchSize = 64, Workers = 2;
    private const int Rounds = 3, Passes = 2;

    // Just below the quality from which our encoder keeps full chroma: 4:2:0, as libjpeg and PIL write unless told otherwise.
    private const int Quality = 89;

    /// <summary>Runs the comparison. Options: <c>--images N</c> (default 2048).</summary>
    /// <returns>0, or 1 if torchvision is missing.</returns>
    internal static int Run(ReadOnlySpan<string> arguments)
    {
        var images = arguments is ["--images", var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 2048;
        var root = Directory.CreateTempSubdirectory("glgan-load-batch-").FullName;
        try
        {
            var bytes = Render(Path.Combine(root, "images", "faces"), images);
            Console.WriteLine($"{images} JPEG files of {Width}x{Height}, {bytes:F0} bytes on average; {Workers} workers, batches of {BatchSize}");
            var folder = Path.Combine(root, "images");
            using var files = new ImageFolderFormat().Open(folder, new DatasetOptions());
            FacePackWriter.Write(Path.Combine(root, "pack"), files, new FacePackOptions { ImageSize = Size });
            using var pack = FacePackDataset.Open(Path.Combine(root, "pack"));
            return Compare(folder, files, pack);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static int Compare(string folder, IFaceDataset files, IFaceDataset pack)
    {
        List<LoadRate> peers = [], ours = [], packs = [];
        for (var round = 0; round < Rounds; round++)
        {
            if (Torchvision(folder) is not { } peer) return 1;
            peers.Add(peer);
            ours.Add(Own(files));
            packs.Add(Own(pack));
            Console.WriteLine($"round {round + 1}: torchvision {Text(peers[^1])}; files {Text(ours[^1])}; pack {Text(packs[^1])}");
        }

        Console.WriteLine($"files / torchvision: {Ratio(ours, peers):F2}; by processor time {CpuRatio(peers, ours):F2}");
        Console.WriteLine($"pack / torchvision: {Ratio(packs, peers):F2}; by processor time {CpuRatio(peers, packs):F2}");
        return 0;
    }

    private static string Text(LoadRate rate) => $"{rate.ImagesPerSecond:F0} images/s, {rate.CpuMicroseconds:F0} us each, mean {rate.Mean:F4}";

    private static double Ratio(List<LoadRate> first, List<LoadRate> second) =>
        first.Sum(rate => rate.ImagesPerSecond) / second.Sum(rate => rate.ImagesPerSecond);

    private static double CpuRatio(List<LoadRate> first, List<LoadRate> second) =>
        first.Sum(rate => rate.CpuMicroseconds) / second.Sum(rate => rate.CpuMicroseconds);

    internal static double Render(string folder, int images)
    {
        Directory.CreateDirectory(folder);
        var faces = new SyntheticFaces(seed: 1);
        var middle = new Vector2(Height - 1, Height - 1) / 2;
        Parallel.For(0, images, identity =>
        {
            var face = faces.Render(identity, faces.View(identity, 0), Height);
            ImageFile.Save(Path.Combine(folder, $"{identity:D6}.jpg"), Resampler.Crop(face.Image, middle, Width, Height), Quality);
        });
        return new DirectoryInfo(folder).EnumerateFiles().Average(file => file.Length);
    }

    private static LoadRate Own(IFaceDataset dataset)
    {
        torch.set_num_threads(1);
        var faces = new AlignedFaces(dataset, new AlignmentOptions { ImageSize = Size, CacheMegabytes = 0 });
        using var loader = new BatchLoader(new PlainTask(faces), new BatchLoaderOptions { BatchSize = BatchSize, Workers = Workers, Prefetch = 2 * Workers });
        var batches = new LoaderBatchSource(loader, torch.CPU);
        var perPass = dataset.Count / BatchSize;
        for (var i = 0; i < perPass; i++) batches.Next(default).Dispose();
        var (cpu, start) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        for (var i = 0; i < Passes * perPass; i++) batches.Next(default).Dispose();
        var (seconds, used) = (Stopwatch.GetElapsedTime(start).TotalSeconds, Environment.CpuUsage.TotalTime - cpu);
        var images = Passes * perPass * BatchSize;
        return new LoadRate(images / seconds, used.TotalMicroseconds / images, Mean(batches, perPass));
    }

    private static double Mean(LoaderBatchSource batches, int count)
    {
        double sum = 0;
        for (var i = 0; i < count; i++)
        {
            using var batch = batches.Next(default);
            using var mean = batch.Target.mean();
            sum += mean.ToSingle() / count;
        }

        return sum;
    }

    private static LoadRate? Torchvision(string folder)
    {
        string[] arguments = [folder, $"{Width}", $"{Size}", $"{BatchSize}", $"{Workers}", $"{Passes}"];
        if (PythonPeer.Run("torchvision_loader.py", arguments) is [var rate, var cpu, var mean]) return new LoadRate(rate, cpu, mean);
        Console.Error.WriteLine("torchvision could not be run: install python3-torchvision.");
        return null;
    }
}
