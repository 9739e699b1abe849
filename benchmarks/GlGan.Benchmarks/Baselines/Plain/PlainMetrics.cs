using GlGan.Imaging;
using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Benchmarks.Baselines;

/// <summary>Metrics as one writes them with tensors: moments under SSIM's window by convolution, the covariance by a product, the root of a product by its eigenvalues.</summary>
internal static class PlainMetrics
{
    private const int Window = 11;
    private const double Sigma = 1.5, Range = 255;

    /// <summary>Mean PSNR, mean SSIM, and the Fréchet distance.</summary>
    internal static double[] Measure(MetricInput input)
    {
        using var scope = NewDisposeScope();
        using var gradient = no_grad();
        var (images, targets) = (Bytes(input.Images), Bytes(input.Targets));
        return [Psnr(images, targets), Ssim(images, targets), Frechet(input.Features, input.TargetFeatures)];
    }

    private static Tensor Bytes(ImageBuffer[] images) => (TensorImages.FromImages(images) + 1) * (Range / 2);

    private static double Psnr(Tensor images, Tensor targets) => (10 * (Range * Range / (images - targets).pow(2).mean([1, 2, 3])).log10()).mean().item<float>();

    private static double Ssim(Tensor x, Tensor y)
    {
        var line = (-(arange(Window) - Window / 2).pow(2) / (2 * Sigma * Sigma)).exp();
        var window = (line.unsqueeze(1) * line / (line.sum() * line.sum())).expand(3, 1, Window, Window).contiguous();
        Tensor Mean(Tensor values) => functional.conv2d(values, window, groups: 3);

        var (c1, c2) = (Math.Pow(0.01 * Range, 2), Math.Pow(0.03 * Range, 2));
        var (mx, my) = (Mean(x), Mean(y));
        var (vx, vy, covariance) = (Mean(x * x) - mx * mx, Mean(y * y) - my * my, Mean(x * y) - mx * my);
        return ((2 * mx * my + c1) * (2 * covariance + c2) / ((mx * mx + my * my + c1) * (vx + vy + c2))).mean().item<float>();
    }

    private static double Frechet(Tensor features, Tensor targets)
    {
        var ((m1, s1), (m2, s2)) = (Statistics(features), Statistics(targets));
        var root = linalg.eigvals(s1.matmul(s2)).sqrt().real.sum();
        return ((m1 - m2).pow(2).sum() + s1.trace() + s2.trace() - 2 * root).item<double>();
    }

    private static (Tensor Mean, Tensor Covariance) Statistics(Tensor features)
    {
        var wide = features.to(ScalarType.Float64);
        var centered = wide - wide.mean([0], keepdim: true);
        return (wide.mean([0]), centered.t().matmul(centered) / (wide.shape[0] - 1));
    }
}
