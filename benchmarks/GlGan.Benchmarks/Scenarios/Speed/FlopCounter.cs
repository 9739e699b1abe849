using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>Counts what convolutions of TorchSharp's modules compute as direct sums, a product and a sum being two operations.</summary>
internal static class FlopCounter
{
    /// <summary>Billions of operations of one forward.</summary>
    internal static double Count(nn.Module network, Action forward)
    {
        var total = 0.0;
        List<Action> remove = [];
        foreach (var module in network.modules())
        {
            if (module is Conv2d direct)
                { var hook = direct.register_forward_hook((layer, _, output) => Add(output, output.numel(), ((Conv2d)layer).weight)); remove.Add(hook.remove); }
            else if (module is ConvTranspose2d transposed)
                { var hook = transposed.register_forward_hook((layer, input, output) => Add(output, input.numel(), ((ConvTranspose2d)layer).weight)); remove.Add(hook.remove); }
        }

        using (var scope = NewDisposeScope())
        using (var gradient = no_grad()) forward();
        foreach (var hook in remove) hook();
        return total / 1e9;

        Tensor Add(Tensor output, long positions, Tensor weight)
        {
            total += 2.0 * positions * weight.numel() / weight.shape[0];
            return output;
        }
    }
}
