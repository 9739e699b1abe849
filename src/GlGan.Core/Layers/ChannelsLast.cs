using GlGan.Kernels;
using static TorchSharp.torch;

namespace GlGan.Layers;

/// <summary>
/// The memory layout in which the channels of a pixel lie together. Shapes, values and keys do not change. Converted weights are enough: libtorch's
/// convolutions, and what follows them, take the layout of the weights where the input has another.
/// </summary>
internal static class ChannelsLast
{
    /// <summary>Lays out the convolution weights of a network anew, in place: who holds them goes on holding them.</summary>
    internal static void Apply(nn.Module network)
    {
        using var scope = NewDisposeScope();
        using var gradient = no_grad();
        foreach (var parameter in network.parameters().Where(parameter => parameter.dim() == 4))
            parameter.set_(Of(parameter));
    }

    /// <summary>A copy in this layout; the caller owns it.</summary>
    internal static Tensor Of(Tensor tensor) => TensorMemory.CopyChannelsLast(tensor);
}
