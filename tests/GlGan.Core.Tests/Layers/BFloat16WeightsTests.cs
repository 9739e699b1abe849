using GlGan.Discriminators;
using GlGan.Faces;
using GlGan.Generators;
using GlGan.Layers;
using GlGan.Tensors;
using GlGan.Tests.Training;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Layers;

[Collection("Tensors")]
public sealed class BFloat16WeightsTests : IDisposable
{
    private static readonly GlGanGeneratorOptions Options = TrainingRig.Options with { Regions = [FaceRegion.Nose] };

    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    // It stays in bfloat16 for what follows. bfloat16 has 8 bits: rounding input, weight and result is off by at most 2^-9 each, relative to the sum of absolute products.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_convolution_is_as_close_to_float32_as_rounding_allows(bool transposed)
    {
        using var layer = transposed ? Convolution.Transposed(8, 6, 3, padding: 1) : new Convolution(8, 6, 3, padding: 1);
        var input = randn(2, 8, 7, 7);
        var exact = layer.call(input);

        Tensor rounded;
        using (BFloat16Weights.Begin(BFloat16Weights.LayersOf(layer))) rounded = layer.call(input);

        Assert.Equal(ScalarType.BFloat16, rounded.dtype);
        using (no_grad())
            foreach (var parameter in layer.parameters()) parameter.copy_(parameter.abs());
        var allowed = layer.call(input.abs()) * Math.Pow(2, -7);
        Assert.True(((exact - rounded).abs() <= allowed).all().item<bool>());
        Assert.False(exact.Equals(rounded));
    }

    // Over some twenty layers, whose batch normalisation divides by the deviation of few values at the bottom of the U-Net: 3 % of the images' range.
    [Fact]
    public void A_generator_makes_nearly_the_images_of_float32()
    {
        using var generator = new GlGanGenerator(Options, seed: 3);
        using var batch = new RandomBatches(Options, batch: 2).Make(1);
        using var expected = generator.call(batch.Input);

        using var cast = BFloat16Weights.Begin(BFloat16Weights.LayersOf(generator));
        using var output = generator.call(batch.Input);

        Assert.Equal(ScalarType.Float32, output.Image.dtype);
        Assert.Equal(ScalarType.Float32, generator.Global!.call(batch.Input.Global).Features.dtype);
        Assert.InRange((expected.Image - output.Image).abs().mean().item<float>(), 1e-4, 0.06);
    }

    [Fact]
    public void Gradients_reach_the_float32_weights_in_nearly_the_same_direction()
    {
        using var network = new GlobalGenerator(new() { BaseChannels = 8, Depth = 2 });
        using var random = TestDevice.Random(1);
        WeightInitialization.He(network, random);
        Tensor input = randn([2, 3, 16, 16], generator: random), target = randn([2, 3, 16, 16], generator: random);
        var expected = Gradients();

        Tensor[] rounded;
        using (BFloat16Weights.Begin(BFloat16Weights.LayersOf(network))) rounded = Gradients();

        Assert.All(network.parameters(), parameter => Assert.Equal(ScalarType.Float32, parameter.dtype));
        for (var i = 0; i < rounded.Length; i++)
        {
            Assert.Equal(ScalarType.Float32, rounded[i].dtype);
            Assert.True(rounded[i].dim() < 2 || Cosine([expected[i]], [rounded[i]]) > 0.98, $"parameter {i}: {Cosine([expected[i]], [rounded[i]]):g4}");
        }

        Assert.InRange(Cosine(expected, rounded), 0.99, 0.999999);

        Tensor[] Gradients()
        {
            nn.functional.mse_loss(network.call(input).Image, target).backward();
            var gradients = network.parameters().Select(parameter => parameter.grad!.clone()).ToArray();
            network.zero_grad();
            return gradients;
        }
    }

    [Fact]
    public void Each_weight_is_cast_once_however_many_forwards_share_it()
    {
        using var network = new PatchDiscriminator(new() { BaseChannels = 2, Layers = 1 });
        DiscriminatorInput input = new(randn(1, 3, 16, 16));
        var layers = BFloat16Weights.LayersOf(network);
        Assert.Equal(3, layers.Count);

        using var cast = BFloat16Weights.Begin(layers);
        using (no_grad()) network.call(input);
        for (var pass = 0; pass < 2; pass++) network.call(input)[0].Logits.sum().backward();

        // Three weights, and the biases of the two layers that have one.
        Assert.Equal(5, cast.Count);
    }

    [Fact]
    public void A_pass_without_gradients_does_not_cut_those_of_a_later_one()
    {
        using var layer = new Convolution(2, 3, 3);
        var input = randn(1, 2, 4, 4);
        using var cast = BFloat16Weights.Begin(BFloat16Weights.LayersOf(layer));
        using (no_grad()) Assert.False(layer.call(input).requires_grad);

        layer.call(input).sum().backward();

        Assert.Equal(2, cast.Count);
        Assert.All(layer.parameters(), parameter => Assert.NotNull(parameter.grad));
    }

    [Fact]
    public void Frozen_weights_get_no_gradient_and_pass_those_of_the_input_on()
    {
        using var layer = new Convolution(2, 3, 3);
        var input = randn([1, 2, 4, 4], requires_grad: true);
        using var cast = BFloat16Weights.Begin(BFloat16Weights.LayersOf(layer));
        layer.call(input);
        foreach (var parameter in layer.parameters()) parameter.requires_grad = false;

        layer.call(input).sum().backward();

        Assert.Equal(2, cast.Count);
        Assert.All(layer.parameters(), parameter => Assert.Null(parameter.grad));
        Assert.Equal(ScalarType.Float32, input.grad!.dtype);
        Assert.True(input.grad!.abs().max().item<float>() > 0);
    }

    [Fact]
    public void After_it_is_closed_the_layers_are_float32_again_and_nothing_is_left_behind()
    {
        using var generator = new GlGanGenerator(Options, seed: 3);
        using var batch = new RandomBatches(Options).Make(1);
        generator.eval();
        using var expected = generator.call(batch.Input);
        var layers = BFloat16Weights.LayersOf(generator);
        var before = LiveTensors.Settled();

        using (BFloat16Weights.Begin(layers))
        {
            using (NewDisposeScope())
            {
                using var output = generator.call(batch.Input);
                output.Image.sum().backward();
                generator.zero_grad();
            }
        }

        Assert.Equal(before, LiveTensors.Now());
        using var after = generator.call(batch.Input);
        TensorAssert.Same(expected.Image, after.Image);
    }

    [Fact]
    public void A_gradient_penalty_goes_through_the_casts_twice()
    {
        using var network = new PatchDiscriminator(new() { BaseChannels = 4, Layers = 1, Norm = NormKind.None });
        using var random = TestDevice.Random(3);
        var input = randn([2, 3, 16, 16], requires_grad: true, generator: random);
        var exact = Penalty();

        using var cast = BFloat16Weights.Begin(BFloat16Weights.LayersOf(network));

        Assert.Equal(exact, Penalty(), 0.1 * exact);
        Assert.All(network.parameters().Where(parameter => parameter.dim() == 4), parameter => Assert.NotNull(parameter.grad));

        double Penalty()
        {
            network.zero_grad();
            var gradient = autograd.grad([network.call(new(input))[0].Logits.sum()], [input], retain_graph: true, create_graph: true)[0];
            var penalty = gradient.Squared().sum();
            penalty.backward();
            return penalty.item<float>();
        }
    }

    [Fact]
    public void One_image_is_learnt_by_heart_as_well_as_in_float32()
    {
        var exact = Fit(bfloat16: false);
        var rounded = Fit(bfloat16: true);

        Assert.True(exact.Last < exact.First / 4, $"float32: {exact.First:g4} → {exact.Last:g4}");
        Assert.True(rounded.Last < 1.5 * exact.Last, $"bfloat16: {rounded.First:g4} → {rounded.Last:g4}; float32 {exact.Last:g4}");
    }

    private static (double First, double Last) Fit(bool bfloat16)
    {
        using var network = new GlobalGenerator(new() { BaseChannels = 8, Depth = 3 });
        using var random = TestDevice.Random(1);
        WeightInitialization.He(network, random);
        Tensor input = randn([1, 3, 16, 16], generator: random), target = (input.flip(3) * 0.5).roll(1, 1).tanh();
        using var operators = new FusedOperators();
        using var zero = zeros([]);
        using var optimizer = new FusedAdam(operators, [.. network.named_parameters()]);
        var policy = new PrecisionPolicy(new() { BFloat16Convolutions = bfloat16 }, network, []);
        double first = 0, last = 0;
        for (var step = 0; step < 60; step++)
        {
            using var scope = NewDisposeScope();
            using var cast = policy.BeginGenerator();
            var loss = nn.functional.l1_loss(network.call(input).Image, target);
            loss.backward();
            optimizer.Step(new AdamRates(5e-3, 0.9, 0.999), zero);
            last = loss.item<float>();
            if (step == 0) first = last;
        }

        return (first, last);
    }

    private static double Cosine(Tensor[] left, Tensor[] right)
    {
        var (a, b) = (cat([.. left.Select(tensor => tensor.flatten())]), cat([.. right.Select(tensor => tensor.flatten())]));
        return a.dot(b).item<float>() / (a.norm().item<float>() * b.norm().item<float>());
    }
}
