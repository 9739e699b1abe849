using GlGan.Discriminators;
using GlGan.Generators;
using GlGan.Serialization;
using static TorchSharp.torch;

namespace GlGan.Tests.Generators;

/// <summary>State dictionaries written by plain PyTorch load under their own keys and give PyTorch's outputs.</summary>
[Collection("Tensors")]
public sealed class PyTorchParityTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData("eval")]
    [InlineData("train")]
    public void GP_Gen_equals_PyTorch(string mode)
    {
        using var network = new GlobalGenerator(new() { BaseChannels = 4, Depth = 2, BottleneckBlocks = 1 });

        Compare("global_generator", network, mode, x => network.call(x) is var (image, features) ? [("image", image), ("features", features)] : []);
    }

    [Theory]
    [InlineData("eval", null)]
    [InlineData("train", null)]
    [InlineData("resized", 16)]
    public void LP_Gen_equals_PyTorch(string mode, int? inputSize)
    {
        using var network = new LocalGenerator(new() { BaseChannels = 2, LocalInputSize = inputSize });

        Compare("local_generator", network, mode, x => network.call(x) is var (image, features) ? [("image", image), ("features", features)] : []);
    }

    [Theory]
    [InlineData("eval")]
    [InlineData("train")]
    public void PatchGAN_equals_PyTorch(string mode)
    {
        using var network = new PatchNetwork(new() { BaseChannels = 4 });

        Compare("patch_network", network, mode, x =>
        {
            var output = network.call(x);
            return [("logits", output.Logits), .. output.Features.Select((feature, i) => ($"features.{i}", feature))];
        });
    }

    private static void Compare(string name, nn.Module network, string mode, Func<Tensor, (string Name, Tensor Value)[]> run)
    {
        using var golden = new GoldenFile($"{name}.io");
        ModuleWeights.Load(network, GoldenFile.PathOf(name));
        network.train(mode == "train");

        var outputs = run(golden["input"]);

        Assert.Equal(golden.StartingWith($"{mode}.").Select(entry => entry.Name).Order(), outputs.Select(output => output.Name).Order());
        foreach (var (key, value) in outputs)
        {
            var expected = golden[$"{mode}.{key}"];
            Assert.True(expected.std().item<float>() > 0.1f, $"{key} of the fixture hardly varies.");
            TensorAssert.Close(expected, value, 1e-5 * Math.Max(1, expected.abs().max().item<float>()), key);
        }

        if (mode == "train")
            foreach (var (key, value) in golden.StartingWith("after."))
                TensorAssert.Close(value, network.get_buffer(key)!, 1e-5, key);
    }
}
