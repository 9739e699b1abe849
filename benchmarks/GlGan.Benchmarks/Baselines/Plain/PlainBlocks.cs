using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace GlGan.Benchmarks.Baselines;

/// <summary>Rows of TorchSharp's own modules, from which the plain networks are made.</summary>
internal static class PlainBlocks
{
    /// <summary>A convolution that keeps the size, batch normalisation, ReLU.</summary>
    internal static Sequential Conv(long inChannels, long outChannels, long kernel) => Sequential(
        ("conv", Conv2d(inChannels, outChannels, kernel, padding: kernel / 2, bias: false)),
        ("norm", BatchNorm2d(outChannels)),
        ("relu", ReLU(inplace: true)));

    /// <summary>A transposed 3×3 convolution that keeps the size, batch normalisation, ReLU.</summary>
    internal static Sequential Transposed(long inChannels, long outChannels) => Sequential(
        ("conv", ConvTranspose2d(inChannels, outChannels, 3, padding: 1, bias: false)),
        ("norm", BatchNorm2d(outChannels)),
        ("relu", ReLU(inplace: true)));

    /// <summary>A convolution that keeps the size, ReLU.</summary>
    internal static Sequential ConvOnly(long inChannels, long outChannels, long kernel) => Sequential(
        ("conv", Conv2d(inChannels, outChannels, kernel, padding: kernel / 2)),
        ("relu", ReLU(inplace: true)));

    /// <summary>A 4×4 convolution, batch normalisation unless it is the first layer, leaky ReLU 0.2.</summary>
    internal static Sequential Patch(long inChannels, long outChannels, long stride, long padding, bool first) => first
        ? Sequential(
            ("conv", Conv2d(inChannels, outChannels, 4, stride, padding)),
            ("relu", LeakyReLU(0.2, inplace: true)))
        : Sequential(
            ("conv", Conv2d(inChannels, outChannels, 4, stride, padding, bias: false)),
            ("norm", BatchNorm2d(outChannels)),
            ("relu", LeakyReLU(0.2, inplace: true)));
}
