using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Features;

/// <summary>The input of the FID Inception network, made from images as each reference makes it.</summary>
internal static class InceptionInput
{
    private const int Side = 299;
    private const double HalfRange = 127.5;

    /// <summary>Quantises images in [-1, 1] to 256 levels, since every reference reads 8-bit images, then resizes and normalises.</summary>
    /// <returns>A fresh float32 tensor; the caller disposes it.</returns>
    internal static Tensor Prepare(Tensor images, InceptionResize resize)
    {
        using var scope = NewDisposeScope();
        var levels = images.detach().to(ScalarType.Float32).Plus(1).Times(HalfRange).Plus(0.5).floor().Within(0, 255);
        var input = resize switch
        {
            InceptionResize.Clean => Normalized(Bicubic(levels)),
            InceptionResize.LegacyPytorch =>
                functional.interpolate(levels.Times(1.0 / 255), size: [Side, Side], mode: InterpolationMode.Bilinear, align_corners: false).Times(2).Minus(1),
            InceptionResize.LegacyTensorFlow => Normalized(TensorFlow1(levels)),
            _ => levels,
        };
        return input.to(ScalarType.Float32).MoveToOuterDisposeScope();
    }

    private static Tensor Normalized(Tensor levels) => levels.Minus(128).Times(1.0 / 128);

    // libtorch's antialiased bicubic kernel is Pillow's (a = -0.5), and Pillow sums in double.
    private static Tensor Bicubic(Tensor levels) => functional
        .interpolate(levels.to(ScalarType.Float64), size: [Side, Side], mode: InterpolationMode.Bicubic, align_corners: false, antialias: true)
        .Within(0, 255);

    private static Tensor TensorFlow1(Tensor levels)
    {
        var (down, across) = (Weights(levels.shape[2], levels.device), Weights(levels.shape[3], levels.device));
        return down.matmul(levels.to(ScalarType.Float64)).matmul(across.t());
    }

    private static Tensor Weights(long length, Device device)
    {
        var weights = new double[Side * length];
        for (var output = 0; output < Side; output++)
        {
            var source = output * ((double)length / Side);
            var first = (long)source;
            weights[output * length + first] += 1 - (source - first);
            weights[output * length + Math.Min(first + 1, length - 1)] += source - first;
        }

        return tensor(weights, [Side, length], device: device);
    }
}
