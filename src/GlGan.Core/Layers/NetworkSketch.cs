using static TorchSharp.torch;

namespace GlGan.Layers;

/// <summary>
/// While one is open on a thread, networks built there have weights of the right names and shapes but next to no memory, so that they can be compared with a file before they take any. They cannot compute
/// until <see cref="Fill"/> has been called.
/// </summary>
internal sealed class NetworkSketch : IDisposable
{
    [ThreadStatic]
    private static int _open;

    internal NetworkSketch() => _open++;

    internal static bool IsOpen => _open > 0;

    /// <summary>Gives the weights of a network memory of their own, whose content is undefined.</summary>
    internal static void Fill(nn.Module network)
    {
        using var gradient = no_grad();
        foreach (var weights in network.parameters().Where(weights => !weights.is_contiguous()))
        {
            using var memory = empty(weights.shape);
            weights.set_(memory);
        }
    }

    public void Dispose() => _open--;
}
