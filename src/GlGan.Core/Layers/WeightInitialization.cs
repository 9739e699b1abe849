using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Layers;

/// <summary>Draws initial weights from one seeded stream, in the order of the module's parameters; a convolution scales its own by <see cref="Convolution.InitialGain"/>.</summary>
internal static class WeightInitialization
{
    /// <summary>He initialisation (2015): normal, variance 2 / fan-in, for networks of ReLU. Biases are 0, norm scales 1.</summary>
    internal static void He(nn.Module module, Generator generator) =>
        Apply(module, generator, weight => Math.Sqrt(2.0 / (weight.numel() / weight.shape[0])));

    /// <summary>pix2pix's initialisation: normal, standard deviation 0.02. Biases are 0, norm scales 1.</summary>
    internal static void Normal(nn.Module module, Generator generator) => Apply(module, generator, _ => 0.02);

    private static void Apply(nn.Module module, Generator generator, Func<Tensor, double> deviation)
    {
        using var scope = NewDisposeScope();
        using var gradient = no_grad();
        foreach (var (name, parameter) in module.named_parameters())
        {
            if (parameter.dim() > 1) Draw(parameter, deviation(parameter), generator);
            else if (name.EndsWith("bias", StringComparison.Ordinal)) parameter.zero_();
            else parameter.FillInPlace(1);
        }

        foreach (var convolution in module.modules().OfType<Convolution>().Where(convolution => convolution.InitialGain != 1))
            convolution.get_parameter("weight")!.TimesInPlace(convolution.InitialGain);
    }

    // Where the generator is: one seed gives the same weights on every device.
    private static void Draw(Tensor parameter, double deviation, Generator generator)
    {
        if (parameter.device_type == generator.device.type) parameter.normal_(0, deviation, generator);
        else parameter.copy_(empty(parameter.shape, device: generator.device).normal_(0, deviation, generator));
    }
}
