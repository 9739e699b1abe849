using GlGan.Generators;
using GlGan.Layers;
using GlGan.Serialization;
using GlGan.Tensors;
using GlGan.Tests.Training;
using GlGan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Tests.Layers;

[Collection("Tensors")]
public sealed class ChannelsLastTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(new long[] { 2, 3, 4, 5 })]
    [InlineData(new long[] { 2, 3, 1, 1 })]
    [InlineData(new long[] { 2, 1, 4, 5 })]
    public void Channels_of_a_pixel_lie_together_and_values_stay(long[] shape)
    {
        var tensor = randn(shape);

        var last = ChannelsLast.Of(tensor);

        Assert.Equal([shape[1] * shape[2] * shape[3], 1, shape[1] * shape[3], shape[1]], last.stride());
        TensorAssert.Same(tensor, last);
    }

    [Theory]
    [InlineData(false, 3, 1, 1)]
    [InlineData(false, 1, 1, 0)]
    [InlineData(false, 4, 2, 1)]
    [InlineData(true, 3, 1, 1)]
    [InlineData(true, 4, 2, 1)]
    public void A_float32_convolution_gives_the_same_results_and_gradients(bool transposed, int kernel, int stride, int padding)
    {
        using var layer = transposed ? Convolution.Transposed(6, 10, kernel, stride, padding) : new Convolution(6, 10, kernel, stride, padding);
        var input = randn([3, 6, 8, 10], requires_grad: true);
        var weights = randn_like(layer.call(input));
        var expected = Results();

        ChannelsLast.Apply(layer);

        foreach (var (plain, last) in expected.Zip(Results())) TensorAssert.Close(plain, last, 1e-5 * plain.abs().max().item<float>());

        Tensor[] Results()
        {
            layer.zero_grad();
            var output = layer.call(input);
            var gradients = autograd.grad([(output * weights).sum()], [input, .. layer.parameters()]);
            return [output.detach(), .. gradients];
        }
    }

    // In float64: in float32, batch normalisation over the eight values at the bottom of the U-Net amplifies the order of sums to some percent of a gradient.
    [Fact]
    public void The_generator_makes_the_same_images_and_gradients()
    {
        const ScalarType type = ScalarType.Float64;
        using GlGanGenerator plain = new(TrainingRig.Options, seed: 3), last = new(TrainingRig.Options, seed: 3);
        plain.to(type);
        last.to(type);
        var weight = last.get_parameter("global.encoder.1.first.conv.weight")!;
        var handle = weight.Handle;
        ChannelsLast.Apply(last);
        using var batch = new RandomBatches(TrainingRig.Options, batch: 2).Make(1);
        var (input, target) = (batch.Input.To(CPU, type), batch.Target.to(type));

        using GeneratorOutput expected = plain.call(input), output = last.call(input);
        nn.functional.l1_loss(expected.Image, target).backward();
        nn.functional.l1_loss(output.Image, target).backward();

        Assert.Equal(handle, weight.Handle);
        Assert.Equal(1, weight.stride()[1]);
        Assert.Equal(3, output.Image.stride()[3]);
        TensorAssert.Close(expected.Image, output.Image, 1e-12);
        foreach (var (name, parameter) in plain.named_parameters())
        {
            if (parameter.grad is not { } gradient) continue;
            TensorAssert.Close(gradient, last.get_parameter(name)!.grad!, 1e-10 * gradient.abs().max().item<double>() + 1e-16, name);
        }
    }

    [Fact]
    public void Adam_and_the_average_step_alike_in_both_layouts()
    {
        using DoubleConv start = Block(), plain = Trained(false), last = Trained(true);

        foreach (var (name, parameter) in plain.named_parameters())
        {
            TensorAssert.Close(parameter, last.get_parameter(name)!, 1e-5, name);
            Assert.True(TensorAssert.Distance(parameter, start.get_parameter(name)!) > 1e-3, $"{name} did not move.");
        }
    }

    [Fact]
    public void Files_do_not_show_the_layout()
    {
        using var folder = new TemporaryFolder();
        using var generator = new GlGanGenerator(TrainingRig.Options, seed: 3);
        ModuleWeights.Save(generator, folder.File("plain"));
        ChannelsLast.Apply(generator);

        ModuleWeights.Save(generator, folder.File("last"));
        ModuleWeights.Load(generator, folder.File("plain"));

        Assert.Equal(File.ReadAllBytes(folder.File("plain")), File.ReadAllBytes(folder.File("last")));
        Assert.Equal(1, generator.get_parameter("global.encoder.1.first.conv.weight")!.stride()[1]);
    }

    /// <summary>The average after three steps of Adam on one batch.</summary>
    private static DoubleConv Trained(bool channelsLast)
    {
        using var random = TestDevice.Random(2);
        var input = randn([2, 3, 8, 8], generator: random);
        using var network = Block();
        var average = Block();
        if (channelsLast) ChannelsLast.Apply(network);
        using var operators = new FusedOperators();
        using var zero = zeros([]);
        using var optimizer = new FusedAdam(operators, [.. network.named_parameters()]);
        var running = new ExponentialMovingAverage(operators, network, average, 1);
        for (var step = 1; step <= 3; step++)
        {
            network.call(input).Squared().mean().backward();
            optimizer.Step(new AdamRates(1e-2, 0.9, 0.999), zero);
            running.Update(1, 20 * step);
        }

        return average;
    }

    private static DoubleConv Block()
    {
        var block = DoubleConv.Encoder(3, 5, NormKind.Batch);
        using var random = TestDevice.Random(1);
        WeightInitialization.He(block, random);
        return block;
    }
}
