using BenchmarkDotNet.Attributes;
using GlGan.Datasets;
using GlGan.Imaging;
using GlGan.Rendering;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>Reading of faces from a pack, on one thread, checksums included. The time is per image: 1 second / mean = images per second.</summary>
public class FacePackBenchmark
{
    private const int Images = 2000;

    private string _path = "";
    private FacePackDataset _pack = null!;

    [Params(128, 256)]
    public int Size { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var face = new SyntheticFaces(seed: 1).Render(0, FaceView.Frontal, Size).Image;
        FaceSample[] samples = [.. Enumerable.Range(0, Images).Select(i => new FaceSample($"{i:000000}.jpg", new MemoryImage(face)) { IsAligned = true })];
        _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + FacePackInfo.Extension);
        FacePackWriter.Write(_path, new MemoryDataset("faces", samples), new() { ImageSize = Size });
        _pack = FacePackDataset.Open(_path);
    }

    [Benchmark(OperationsPerInvoke = Images)]
    public int Read()
    {
        var sum = 0;
        for (var i = 0; i < Images; i++) sum += _pack[i].Image.Load(SkiaImageCodec.Default).Pixels[i];
        return sum;
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _pack.Dispose();
        File.Delete(_path);
    }
}
