using GlGan.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Tests.Layers;

[Collection("Tensors")]
public sealed class SpectralNormConv2dTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Each_training_forward_equals_PyTorchs_spectral_norm()
    {
        using var golden = new GoldenFile("spectral_norm");
        using var layer = Golden(golden);

        for (var step = 0; step < 3; step++)
        {
            layer.zero_grad();
            var output = layer.call(golden["input"]);
            output.square().sum().backward();

            TensorAssert.Close(golden[$"output.{step}"], output, 1e-5, $"output {step}");
            TensorAssert.Close(golden[$"u.{step}"], layer.get_buffer("u")!, 1e-6, $"u {step}");
            TensorAssert.Close(golden[$"gradient.{step}"], layer.get_parameter("weight")!.grad!, 2e-4, $"gradient {step}");
        }
    }

    [Fact]
    public void Evaluation_equals_PyTorchs_once_the_power_iteration_has_converged()
    {
        using var golden = new GoldenFile("spectral_norm");
        using var layer = Golden(golden);
        for (var step = 0; step < 500; step++) layer.call(golden["input"]).Dispose();
        layer.eval();

        TensorAssert.Close(golden["eval"], layer.call(golden["input"]), 1e-5);
    }

    [Fact]
    public void The_largest_singular_value_of_the_effective_weight_becomes_one()
    {
        using var layer = Awake(outChannels: 8, bias: false);
        var x = rand(1, 3, 6, 6);
        Assert.NotInRange(SingularValue(layer.get_parameter("weight")!), 0.9, 1.1);
        for (var step = 0; step < 100; step++) layer.call(x).Dispose();
        layer.eval();

        Assert.Equal(1, SingularValue(EffectiveWeight(layer)), 1e-3);
    }

    [Fact]
    public void Only_training_moves_the_singular_vector()
    {
        using var layer = Awake();
        var x = rand(1, 3, 6, 6);
        var start = layer.get_buffer("u")!.clone();

        layer.eval();
        layer.call(x);
        TensorAssert.Same(start, layer.get_buffer("u")!);

        layer.train();
        layer.call(x);
        Assert.False(start.Equals(layer.get_buffer("u")!));
        Assert.Equal(1, layer.get_buffer("u")!.norm().item<float>(), 1e-6f);
    }

    [Fact]
    public void Two_forwards_before_one_backward_are_allowed()
    {
        using var layer = Awake();
        var x = rand(1, 3, 6, 6);

        (layer.call(x).sum() + layer.call(x).square().sum()).backward();

        Assert.True(TensorAssert.IsFinite(layer.get_parameter("weight")!.grad!));
    }

    private static SpectralNormConv2d Awake(int outChannels = 4, bool bias = true)
    {
        var layer = new SpectralNormConv2d(3, outChannels, kernel: 3, stride: 1, padding: 1, bias);
        using var random = TestDevice.Random(8);
        WeightInitialization.He(layer, random);
        return layer;
    }

    private static SpectralNormConv2d Golden(GoldenFile golden)
    {
        var layer = new SpectralNormConv2d(3, 5, kernel: 4, stride: 2, padding: 1, bias: true);
        using var frozen = no_grad();
        layer.get_parameter("weight")!.copy_(golden["weight"]);
        layer.get_parameter("bias")!.copy_(golden["bias"]);
        return layer;
    }

    /// <summary>The answers to unit impulses are the weight: 27 one-hot 3×3 images through a padded 3×3 convolution, at the centre.</summary>
    private static Tensor EffectiveWeight(Module<Tensor, Tensor> layer) => layer.call(eye(27).reshape(27, 3, 3, 3))[.., .., 1, 1].t();

    private static double SingularValue(Tensor weight) => linalg.svdvals(weight.detach().flatten(1))[0].item<float>();
}
