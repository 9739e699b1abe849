using System.Diagnostics;
using System.Globalization;
using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Pairs;
using GlGan.Synthesis;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>A pack of very many small images: <c>large-pack FILE [ENTRIES]</c> writes it, opens it, and loads batches from it.</summary>
internal static class LargePackScenario
{
    private const int Side = 16;
    private const int Batch = 64;
    private const int Batches = 2000;

    internal static int Run(string[] options)
    {
        if (options is not [var path, .. var count] || count.Length > 1)
        {
            Console.Error.WriteLine("usage: large-pack FILE [ENTRIES]");
            return 2;
        }

        var entries = count is [var given] ? int.Parse(given, CultureInfo.InvariantCulture) : 10_000_000;
        var clock = Stopwatch.StartNew();
        using (var source = new Numbered(entries)) FacePackWriter.Write(path, source, new FacePackOptions { ImageSize = Side });
        Say($"{entries} entries written, {new FileInfo(path).Length / 1e9:0.00} GB");
        using var pack = FacePackDataset.Open(path);
        Say("opened");
        var pairs = FacePairs.OfDataset(pack, new FaceFraming(Side, FaceTemplate.TpGan128, FaceRegion.Standard), ModelPurpose.Region, seed: 1);
        using var loader = new BatchLoader(pairs.Training, new() { BatchSize = Batch });
        loader.StartAt((long)entries * 3 / 2);
        loader.Return(loader.Take());
        Say("first batch, in the middle of the second pass");
        clock.Restart();
        for (var i = 0; i < Batches; i++) loader.Return(loader.Take());
        Say($"{Batches} batches of {Batch} in the order of the shuffle: {Batches * Batch / clock.Elapsed.TotalSeconds:0} images/s");
        pairs.Fingerprint();
        Say("fingerprint of the dataset");
        return 0;

        void Say(string what)
        {
            using var process = Process.GetCurrentProcess();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds,8:0.0} s, {process.WorkingSet64 / 1_000_000,6} MB in memory, {GC.GetTotalMemory(true) / 1_000_000,5} MB managed: {what}"));
            clock.Restart();
        }
    }

    // Some images again and again, under names of their own.
    private sealed class Numbered(int count) : IFaceDataset
    {
        private readonly MemoryImage[] _images = [.. Enumerable.Range(0, 251).Select(i =>
        {
            var image = new ImageBuffer(Side, Side);
            image.Pixels.AsSpan().Fill((byte)i);
            return new MemoryImage(image);
        })];

        public string Name => "numbered";

        public int Count => count;

        public FaceSample this[int index] => new($"{index:00000000}.png", _images[index % _images.Length]) { IsAligned = true, Landmarks = FaceTemplate.TpGan128.At(Side) };

        public void Dispose()
        {
        }
    }
}
