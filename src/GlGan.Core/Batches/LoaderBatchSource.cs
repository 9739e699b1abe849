using GlGan.Generators;
using GlGan.Kernels;
using GlGan.Pairs;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Batches;

/// <summary>Brings packed batches of a loader to the training device: one copy per kind of content, bytes to floats on the device.</summary>
/// <param name="loader">The loader; borrowed.</param>
/// <param name="device">The training device.</param>
/// <param name="pinMemory">
/// Whether copies to a CUDA device go through page-locked memory, so that they run beside the computation; it makes no difference on a CPU.
/// </param>
public sealed class LoaderBatchSource(BatchLoader loader, Device device, bool pinMemory = true) : IBatchSource
{
    /// <inheritdoc/>
    public long Position => loader.Position;

    /// <inheritdoc/>
    public void StartAt(long position) => loader.StartAt(position);

    /// <inheritdoc cref="BatchLoader.TakeShare"/>
    internal void TakeShare(BatchShare share) => loader.TakeShare(share);

    /// <inheritdoc/>
    public TrainingBatch Next(CancellationToken cancellationToken)
    {
        var packed = loader.Take(cancellationToken);
        try
        {
            return Upload(packed);
        }
        finally
        {
            loader.Return(packed);
        }
    }

    /// <summary>A packed batch on the device; the caller disposes it.</summary>
    internal TrainingBatch Upload(PackedBatch packed)
    {
        using var scope = new TensorScope();
        long count = packed.Count, size = packed.ImageSize;
        var centers = DeviceTraffic.Send(packed.Centers, [count, packed.Regions.Count, 2], device);
        Dictionary<string, Tensor> crops = [], placement = [];
        for (var i = 0; i < packed.Regions.Count; i++)
        {
            var (width, height) = packed.Regions[i].PixelSize(packed.ImageSize);
            crops[packed.Regions[i].Name] = scope.Keep(Pixels(packed.Crops[i], [count, 3, height, width]));
            placement[packed.Regions[i].Name] = scope.Keep(centers.select(1, i).contiguous());
        }

        var input = new GeneratorInput(scope.Keep(Pixels(packed.Input, [count, 3, size, size])), crops, placement)
        {
            Prior = packed.Prior is { } prior ? scope.Keep(Prior(prior, count, size)) : null,
        };
        return new TrainingBatch(input, scope.Keep(Pixels(packed.Target, [count, 3, size, size])));
    }

    private Tensor Prior(byte[] bytes, long count, long size)
    {
        // Masks are in [0, 1], pixels in [-1, 1].
        using var own = NewDisposeScope();
        var values = Pixels(bytes, [count, 5, size, size]);
        return cat([values.narrow(1, 0, 3), values.narrow(1, 3, 2).Times(0.5).Plus(0.5)], 1).MoveToOuterDisposeScope();
    }

    private Tensor Pixels(byte[] bytes, long[] shape)
    {
        if (CpuKernels.Serve(device.type)) return TensorImages.FromPlanes(bytes, shape);
        var packed = tensor(bytes, shape, device: CPU);
        var pixels = (pinMemory ? DeviceTraffic.Send(packed, device) : packed.to(device)).to(ScalarType.Float32);
        pixels.TimesInPlace(1 / 127.5);
        pixels.AddInPlace(-1);
        return pixels;
    }
}
