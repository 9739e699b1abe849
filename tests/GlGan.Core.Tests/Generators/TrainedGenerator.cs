using GlGan.Generators;
using GlGan.Layers;
using static TorchSharp.torch;

namespace GlGan.Tests.Generators;

/// <summary>Generators in evaluation mode whose statistics are far from those of a fresh network, so that folding has something to do.</summary>
internal static class TrainedGenerator
{
    internal static GlGanGenerator Create(GlGanGeneratorOptions options)
    {
        var generator = new GlGanGenerator(options, seed: 5);
        using var scope = NewDisposeScope();
        using var gradient = no_grad();
        using var random = TestDevice.Random(9);
        foreach (var module in generator.modules().OfType<BatchNormalization>())
        {
            module.get_buffer("running_mean")!.normal_(0, 0.5, random);
            module.get_buffer("running_var")!.uniform_(0.5, 2, random);
            module.get_parameter("weight")!.uniform_(0.5, 1.5, random);
            module.get_parameter("bias")!.normal_(0, 0.2, random);
        }

        generator.eval();
        return generator;
    }
}
