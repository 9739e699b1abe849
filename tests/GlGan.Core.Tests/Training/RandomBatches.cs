using GlGan.Batches;
using GlGan.Faces;
using GlGan.Generators;
using static TorchSharp.torch;

namespace GlGan.Tests.Training;

/// <summary>Batches of seeded noise, every one of its own, or always the same.</summary>
internal sealed class RandomBatches(GlGanGeneratorOptions options, int batch = 1, bool fixedBatch = false) : IBatchSource
{
    /// <summary>Called before a batch is made, with the number of batches made so far.</summary>
    internal Action<int>? BeforeNext { get; init; }

    internal int Made { get; private set; }

    public long Position => (long)Made * batch;

    public void StartAt(long position) => Made = (int)(position / batch);

    public TrainingBatch Next(CancellationToken cancellationToken)
    {
        BeforeNext?.Invoke(Made);
        cancellationToken.ThrowIfCancellationRequested();
        return Make(fixedBatch ? 0 : Made++);
    }

    /// <summary>The batch of that number; the caller disposes it.</summary>
    internal TrainingBatch Make(int number)
    {
        using var scope = NewDisposeScope();
        using var random = TestDevice.Random((ulong)number + 1);
        var size = options.ImageSize;
        var landmarks = FaceTemplate.Named(options.Template).At(size);
        Dictionary<string, Tensor> crops = [], placement = [];
        foreach (var region in options.Regions)
        {
            var (width, height) = region.PixelSize(size);
            var center = region.Center(landmarks, size);
            crops[region.Name] = Noise(height, width);
            placement[region.Name] = tensor(new[] { center.X, center.Y }).expand(batch, 2).clone().MoveToOuterDisposeScope();
        }

        return new TrainingBatch(new GeneratorInput(Noise(size, size), crops, placement) { Prior = options.HasPrior ? Prior() : null }, Noise(size, size));

        // The face covers the middle; half of it is mirrored.
        Tensor Prior()
        {
            var masks = zeros(batch, 2, size, size);
            masks.narrow(2, size / 4, size / 2).narrow(3, size / 4, size / 2).fill_(0.5f);
            return cat([Noise(size, size), masks], 1).MoveToOuterDisposeScope();
        }

        Tensor Noise(long height, long width) => (rand([batch, 3, height, width], generator: random) * 2 - 1).MoveToOuterDisposeScope();
    }
}
