using BenchmarkDotNet.Attributes;
using GlGan.Rendering;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>Rendering of different people on all cores. The time is per image: 1 second / mean = images per second.</summary>
public class SyntheticFacesBenchmark
{
    private const int Images = 64;

    private readonly SyntheticFaces _faces = new(seed: 1);

    [Params(64, 128, 256)]
    public int Size { get; set; }

    [Benchmark(OperationsPerInvoke = Images)]
    public void Render() => Parallel.For(0, Images, identity => _faces.Render(identity, _faces.View(identity, 0), Size));
}
