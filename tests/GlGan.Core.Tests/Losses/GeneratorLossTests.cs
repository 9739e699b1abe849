using GlGan.Discriminators;
using GlGan.Features;
using GlGan.Generators;
using GlGan.Losses;
using GlGan.Serialization;
using static TorchSharp.torch;

namespace GlGan.Tests.Losses;

[Collection("Tensors")]
public sealed class GeneratorLossTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData("multi_scale_pixel")]
    [InlineData("symmetry")]
    [InlineData("total_variation")]
    [InlineData("perceptual")]
    [InlineData("identity")]
    [InlineData("region_feature_matching")]
    public void Values_and_gradients_equal_PyTorchs(string name)
    {
        using var golden = new GoldenFile("generator_losses");
        using var network = new TorchScriptFeatureNetwork(Path.Combine(AppContext.BaseDirectory, "Fixtures", "features", "list.pt"));
        using var global = new GlobalGenerator(new() { BaseChannels = 4, Depth = 2, BottleneckBlocks = 1 });
        ModuleWeights.Load(global, GoldenFile.PathOf("region_encoder"));
        var image = golden["image"].clone().requires_grad_(true);
        IGeneratorLoss[] losses =
        [
            new MultiScalePixelLoss(), new SymmetryLoss(), new TotalVariationLoss(), new PerceptualLoss(network, [0.25, 2]), new IdentityLoss(network),
            new RegionFeatureMatchingLoss(),
        ];

        var loss = losses.Single(loss => loss.Name == name).Compute(LossContexts.Regions(
            image, golden["target"], new GlobalEncoderFeatures(global), (zeros(2, 3, 6, 4), golden["center.a"]), (zeros(2, 3, 3, 5), golden["center.b"])));
        loss.backward();

        TensorAssert.Close(golden[name], loss, 2e-6);
        TensorAssert.Close(golden[$"{name}.gradient"], image.grad!, 1e-6);
        Assert.True(image.grad!.abs().max().item<float>() > 1e-4);
    }

    [Fact]
    public void Feature_matching_by_squares_keeps_the_weights()
    {
        // Two scales of three layers that all differ by 0.5: 2 · 3 · (1 / 2) · (4 / 3) · 0.25.
        PatchOutput Scale(float value) => LossContexts.Patch([.. Enumerable.Range(0, 3).Select(i => full([1, 2, 3, 3 + i], value))]);
        var judgement = new Judgement([Scale(1), Scale(1)], [Scale(1.5f), Scale(1.5f)]);

        Assert.Equal(1, new FeatureMatchingLoss(FeatureDistance.L2).Compute(LossContexts.Features(zeros(1), judgement)).item<float>(), 1e-5);
    }

    [Fact]
    public void The_multi_scale_loss_weighs_each_scale_and_sees_only_what_pooling_leaves()
    {
        // A checkerboard of ±1 is gone at half size; a constant is not.
        var checkers = (arange(8).reshape(1, 8) + arange(8).reshape(8, 1)).remainder(2).mul(2).sub(1).to(ScalarType.Float32).expand(1, 3, 8, 8);
        Tensor constant = full([1, 3, 8, 8], 0.5f), target = zeros(1, 3, 8, 8);
        float Loss(Tensor image, double[]? weights) => new MultiScalePixelLoss(weights).Compute(LossContexts.Images(image, image, target)).item<float>();

        Assert.Equal(2, Loss(checkers, [2, 3, 5]), 1e-6);
        Assert.Equal(5, Loss(constant, [2, 3, 5]), 1e-6);
        Assert.Equal(1.75f, Loss(constant, null), 1e-6);
    }

    [Fact]
    public void Symmetry_compares_halves_and_draws_the_right_one_to_the_left()
    {
        var mirrored = randn(1, 3, 8, 4);
        var image = cat([mirrored, mirrored.flip(3)], 3);
        Assert.Equal(0, Symmetry(image).item<float>(), 1e-6);

        var leaf = cat([full([1, 3, 8, 4], 0.75f), full([1, 3, 8, 4], 0.25f)], 3).requires_grad_(true);
        var loss = Symmetry(leaf);
        loss.backward();

        Assert.Equal(0.5f, loss.item<float>(), 1e-6f);
        Assert.Equal(0, leaf.grad!.narrow(3, 0, 4).abs().max().item<float>());
        Assert.True(leaf.grad!.narrow(3, 4, 4).max().item<float>() < 0, "Gradient descent must raise the darker right half.");

        static Tensor Symmetry(Tensor image) => new SymmetryLoss().Compute(LossContexts.Images(image, image, image));
    }

    [Fact]
    public void Total_variation_of_a_ramp_is_its_slope_whatever_the_size()
    {
        foreach (var size in (int[])[4, 9])
        {
            var ramp = arange(size, ScalarType.Float32).mul(0.25f).expand(2, 3, size, size) + arange(size, ScalarType.Float32).mul(0.5f).reshape(size, 1);
            Assert.Equal(0.75f, new TotalVariationLoss().Compute(LossContexts.Images(ramp, ramp, ramp)).item<float>(), 1e-5f);
        }
    }

    [Fact]
    public void Identity_is_0_for_the_same_direction_and_2_for_the_opposite()
    {
        using var network = new TinyFeatureNetwork();
        var image = randn(3, 3, 6, 6, ScalarType.Float64);
        double Identity(Tensor fake) => new IdentityLoss(network).Compute(LossContexts.Images(fake, fake, image)).item<double>();

        Assert.Equal(0, Identity(image.clone()), 1e-12);
        Assert.Equal(2, Identity(image.neg()), 1e-12);
    }

    [Fact]
    public void The_perceptual_loss_is_named_by_its_user_and_asks_for_a_weight_per_layer()
    {
        using var network = new TinyFeatureNetwork();
        var image = randn(1, 3, 6, 6, ScalarType.Float64);

        Assert.Equal("vgg", new PerceptualLoss(network, [1], "vgg").Name);
        Assert.Contains("'vgg' has 1 weights, but its network gives 2", Assert.Throws<InvalidOperationException>(
            () => new PerceptualLoss(network, [1], "vgg").Compute(LossContexts.Images(image, image, image))).Message);
    }

    [Fact]
    public void Arguments_that_make_no_sense_are_named()
    {
        using var network = new TinyFeatureNetwork();
        Assert.Contains("got [1, -1]", Assert.Throws<ArgumentException>("weights", () => new MultiScalePixelLoss([1, -1])).Message);
        Assert.Throws<ArgumentException>("weights", () => new PerceptualLoss(network, []));
        Assert.Throws<ArgumentException>("weights", () => new PerceptualLoss(network, [double.NaN]));

        Tensor image = zeros(1, 3, 6, 6), grey = zeros(1, 1, 6, 6);
        Fails("context.Output.Image", "multiples of 4; got 6x6", () => new MultiScalePixelLoss().Compute(LossContexts.Images(image, image, image)));
        Fails("context.Output.Image", "[1, 1, 6, 6]; got [1, 3, 6, 6]", () => new MultiScalePixelLoss().Compute(LossContexts.Images(image, image, grey)));
        Fails("context.Output.Image", "multiples of 4; got 6x6", () => new SymmetryLoss().Compute(LossContexts.Images(image, image, image)));
        Fails("context.Output.Image", "[*, *, *, *]; got [3, 6, 6]", () => new TotalVariationLoss().Compute(LossContexts.Images(image[0], image, image)));
        Fails("context.Output.Image", "[1, 1, 6, 6]; got [1, 3, 6, 6]", () => new IdentityLoss(network).Compute(LossContexts.Images(image, image, grey)));
        Fails("context", "GlobalEncoder", () => new RegionFeatureMatchingLoss().Compute(LossContexts.Images(image, image, image)));
    }

    private static void Fails(string argument, string text, Func<object> action) =>
        Assert.Contains(text, Assert.Throws<ArgumentException>(argument, action).Message);
}
