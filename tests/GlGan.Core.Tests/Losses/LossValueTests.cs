using GlGan.Discriminators;
using GlGan.Losses;
using static TorchSharp.torch;

namespace GlGan.Tests.Losses;

[Collection("Tensors")]
public sealed class LossValueTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Cross_entropy_of_undecided_logits_is_ln_2()
    {
        var (loss, logits) = (new TwoClassCrossEntropyLoss(), zeros(2, 2, 3, 3));

        Assert.Equal(Math.Log(2), loss.Discriminator(logits, logits).item<float>(), 1e-6);
        Assert.Equal(Math.Log(2), loss.Generator(logits, logits).item<float>(), 1e-6);
    }

    [Fact]
    public void Cross_entropy_calls_class_0_real_and_class_1_fake()
    {
        var loss = new TwoClassCrossEntropyLoss();
        var real = tensor(new[] { 20f, 0 }).reshape(1, 2, 1, 1);
        var fake = tensor(new[] { 0f, 20 }).reshape(1, 2, 1, 1);

        Assert.Equal(0, loss.Discriminator(real, fake).item<float>(), 1e-6);
        Assert.Equal(20, loss.Discriminator(fake, real).item<float>(), 1e-4);
        Assert.Equal(20, loss.Generator(real, fake).item<float>(), 1e-4);
        Assert.Equal(0, loss.Generator(fake, real).item<float>(), 1e-6);
    }

    [Fact]
    public void Least_squares_wants_reals_at_one_and_fakes_at_zero()
    {
        var loss = new LeastSquaresLoss();
        Tensor one = ones(1, 1, 2, 2), zero = zeros(1, 1, 2, 2);

        Assert.Equal(0, loss.Discriminator(one, zero).item<float>());
        Assert.Equal(1, loss.Discriminator(zero, one).item<float>());
        Assert.Equal(0.25f, loss.Discriminator(one / 2, one / 2).item<float>());
        Assert.Equal(0, loss.Generator(zero, one).item<float>());
        Assert.Equal(1, loss.Generator(zero, zero).item<float>());
        Assert.Equal(4, loss.Generator(zero, one * 3).item<float>());
    }

    [Fact]
    public void Adversarial_losses_equal_PyTorchs()
    {
        using var golden = new GoldenFile("losses");
        IAdversarialLoss entropy = new TwoClassCrossEntropyLoss(), squares = new LeastSquaresLoss();

        TensorAssert.Close(golden["cross_entropy.d"], entropy.Discriminator(golden["real.2"], golden["fake.2"]), 1e-6);
        TensorAssert.Close(golden["cross_entropy.g"], entropy.Generator(golden["real.2"], golden["fake.2"]), 1e-6);
        TensorAssert.Close(golden["least_squares.d"], squares.Discriminator(golden["real.1"], golden["fake.1"]), 1e-6);
        TensorAssert.Close(golden["least_squares.g"], squares.Generator(golden["real.1"], golden["fake.1"]), 1e-6);
    }

    [Fact]
    public void Feature_matching_equals_pix2pixHDs()
    {
        using var golden = new GoldenFile("losses");
        PatchOutput Scale(string side, int scale) => LossContexts.Patch([.. Enumerable.Range(0, 4).Select(layer => golden[$"feature.{side}.{scale}.{layer}"])]);

        var loss = new FeatureMatchingLoss().Compute(LossContexts.Features(zeros(1), new Judgement([Scale("real", 0), Scale("real", 1)], [Scale("fake", 0), Scale("fake", 1)])));

        TensorAssert.Close(golden["feature_matching"], loss, 2e-6);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 5)]
    public void Feature_matching_averages_scales_and_gives_each_layer_four_over_their_number(int scales, int layers)
    {
        // Every layer differs by 0.5, so whatever their number: scales · layers · (1 / scales) · (4 / layers) · 0.5 = 2 for each discriminator.
        PatchOutput[] Of(float value) => [.. Enumerable.Range(0, scales).Select(_ => LossContexts.Patch([.. Enumerable.Range(0, layers).Select(i => full([1, 2, 3, 3 + i], value))]))];
        var judgement = new Judgement(Of(1), Of(1.5f));

        Assert.Equal(2, new FeatureMatchingLoss().Compute(LossContexts.Features(zeros(1), judgement)).item<float>(), 1e-5);
        Assert.Equal(4, new FeatureMatchingLoss().Compute(LossContexts.Features(zeros(1), judgement, judgement)).item<float>(), 1e-5);
    }

    [Fact]
    public void Pixel_losses_of_constants_are_their_difference()
    {
        Tensor fused = full([1, 3, 4, 4], 0.75f), global = full([1, 3, 4, 4], 0.25f), target = full([1, 3, 4, 4], -0.5f);

        Assert.Equal(1.25f, new PixelLoss().Compute(LossContexts.Images(fused, global, target)).item<float>(), 1e-6f);
        Assert.Equal(0.75f, new GlobalPixelLoss().Compute(LossContexts.Images(fused, global, target)).item<float>(), 1e-6f);
    }

    [Fact]
    public void The_local_loss_compares_with_the_target_at_the_regions_place_and_averages_regions()
    {
        var target = arange(16, ScalarType.Float32).expand(1, 3, 16, 16);
        var local = arange(4, ScalarType.Float32).expand(1, 3, 2, 4);

        // Centred on x = 6.5 the box shows columns 5 to 8; on 8.25, columns 6.75 to 9.75; the local image has the values of columns 0 to 3.
        float Loss(params float[] centers) => new LocalPixelLoss()
            .Compute(LossContexts.Locals(target, [.. centers.Select(x => (local, tensor(new[,] { { x, 7.5f } })))])).item<float>();
        Assert.Equal(0, Loss(1.5f), 1e-5f);
        Assert.Equal(5, Loss(6.5f), 1e-5f);
        Assert.Equal(6.75f, Loss(8.25f), 1e-5f);
        Assert.Equal(2.5f, Loss(1.5f, 6.5f), 1e-5f);
    }

    [Fact]
    public void Wrong_shapes_are_named()
    {
        Tensor two = zeros(1, 2, 3, 3), one = zeros(1, 1, 3, 3);
        Fails("fake", "[*, 2, *, *]; got [1, 1, 3, 3]", () => new TwoClassCrossEntropyLoss().Generator(two, one));
        Fails("real", "[*, 2, *, *]; got [1, 1, 3, 3]", () => new TwoClassCrossEntropyLoss().Discriminator(one, two));
        Fails("real", "[*, 1, *, *]; got [1, 2, 3, 3]", () => new LeastSquaresLoss().Discriminator(two, one));
        Fails("fake", "[1, 1, 3, 3]; got [1, 1, 1, 1]", () => new LeastSquaresLoss().Discriminator(one, zeros(1, 1, 1, 1)));
        Fails("fake", "[*, 1, *, *]; got [1, 2, 3, 3]", () => new LeastSquaresLoss().Generator(one, two));

        Tensor image = zeros(1, 3, 4, 4), grey = zeros(1, 1, 4, 4);
        Fails("context.Output.Image", "[1, 1, 4, 4]; got [1, 3, 4, 4]", () => new PixelLoss().Compute(LossContexts.Images(image, grey, grey)));
        Fails("context.Output.GlobalImage", "[1, 1, 4, 4]; got [1, 3, 4, 4]", () => new GlobalPixelLoss().Compute(LossContexts.Images(grey, image, grey)));
        Fails("context.Output.LocalImages[\"region0\"]", "[1, 1, 2, 2]; got [1, 3, 2, 2]", () => new LocalPixelLoss().Compute(LossContexts.Locals(grey, (zeros(1, 3, 2, 2), zeros(1, 2)))));
        Fails("fakeFeature", "[1, 1, 3, 3]; got [1, 2, 3, 3]", () => new FeatureMatchingLoss().Compute(
            LossContexts.Features(image, new Judgement([LossContexts.Patch(one)], [LossContexts.Patch(two)]))));
    }

    private static void Fails(string argument, string text, Func<object> action) => Assert.Contains(text, Assert.Throws<ArgumentException>(argument, action).Message);
}
