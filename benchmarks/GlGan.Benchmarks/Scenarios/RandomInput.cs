using GlGan.Faces;
using GlGan.Generators;
using static TorchSharp.torch;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>Batches of noise in the shapes a generator reads, with the regions near their places on an aligned face.</summary>
internal static class RandomInput
{
    // As a fraction of the image side: 4 pixels of 128.
    private const double Jitter = 1.0 / 32;

    /// <summary>Draws images, crops and placements on the CPU; the caller disposes them.</summary>
    internal static GeneratorInput Create(GlGanGeneratorOptions options, int batch, ulong seed)
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(seed);
        var landmarks = FaceTemplate.Named(options.Template).At(options.ImageSize);
        Dictionary<string, Tensor> local = [], placement = [];
        var image = Noise([batch, 3, options.ImageSize, options.ImageSize], random);
        foreach (var region in options.Regions)
        {
            var (width, height) = region.PixelSize(options.ImageSize);
            var center = region.Center(landmarks, options.ImageSize);
            local[region.Name] = Noise([batch, 3, height, width], random).MoveToOuterDisposeScope();
            placement[region.Name] = (tensor([center.X, center.Y]) + Noise([batch, 2], random) * (Jitter * options.ImageSize)).MoveToOuterDisposeScope();
        }

        var size = options.ImageSize;
        var prior = options.HasPrior ? cat([Noise([batch, 3, size, size], random), rand([batch, 2, size, size], generator: random) * 0.5], 1).MoveToOuterDisposeScope() : null;
        return new GeneratorInput(image.MoveToOuterDisposeScope(), local, placement) { Prior = prior };
    }

    /// <summary>Draws images as the generator should make them, <c>[N, 3, S, S]</c>; the caller disposes them.</summary>
    internal static Tensor Target(GlGanGeneratorOptions options, int batch, ulong seed)
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(seed);
        return Noise([batch, 3, options.ImageSize, options.ImageSize], random).MoveToOuterDisposeScope();
    }

    private static Tensor Noise(long[] shape, Generator random) => rand(shape, generator: random) * 2 - 1;
}
