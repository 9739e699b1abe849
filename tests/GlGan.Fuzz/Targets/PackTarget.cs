using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Fuzz.Targets;

internal sealed class PackTarget : IFuzzTarget
{
    public string Name => "pack";

    public IReadOnlyList<byte[]> Seeds { get; } = [Pack(3, targets: false), Pack(2, targets: true)];

    public IReadOnlyList<Type> Refusals { get; } = [typeof(DatasetException)];

    public void Run(byte[] input, string file)
    {
        using var dataset = new FacePackDataset(new FacePackReader("input.glpack", input));
        for (var index = 0; index < dataset.Count; index++)
        {
            var sample = dataset[index];
            try
            {
                sample.Image.Load(SkiaImageCodec.Default);
                sample.Target?.Image.Load(SkiaImageCodec.Default);
            }
            catch (ImageFormatException)
            {
                // A damaged image is left out, and the others are read.
            }
        }
    }

    private static byte[] Pack(int count, bool targets)
    {
        var samples = Enumerable.Range(0, count).Select(number => Sample($"face {number}") with { Target = targets ? Sample($"target {number}") : null });
        var path = Path.Combine(Path.GetTempPath(), $"glgan-fuzz-{Guid.NewGuid():N}.glpack");
        using var dataset = new MemoryDataset("seeds", [.. samples]);
        FacePackWriter.Write(path, dataset, new FacePackOptions { ImageSize = 8 });
        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }

    private static FaceSample Sample(string name) =>
        new(name, new MemoryImage(new ImageBuffer(8, 8)))
        {
            Source = "seeds", Class = "cat", Identity = 3, IsAligned = true, Landmarks = FaceTemplate.TpGan128.At(8),
        };
}
