using GlGan.Discriminators;
using GlGan.Faces;
using GlGan.Layers;
using GlGan.Losses;
using GlGan.Serialization;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Tests.Losses;

[Collection("Tensors")]
public sealed class DiscriminatorPenaltyTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData("pyramid")]
    [InlineData("classes")]
    public void Values_and_gradients_by_the_weights_equal_PyTorchs(string name)
    {
        using var golden = new GoldenFile($"penalty_{name}.io");
        using Discriminator discriminator = name == "pyramid"
            ? new MultiScaleDiscriminator(new() { BaseChannels = 2, Layers = 1, Outputs = 1, Norm = NormKind.None })
            : new PatchDiscriminator(new() { BaseChannels = 2, Layers = 1, Conditional = true });
        discriminator.to(ScalarType.Float64);
        ModuleWeights.Load(discriminator, GoldenFile.PathOf($"penalty_{name}"));
        DiscriminatorInput real = new(golden["real"], golden["condition"]), fake = new(golden["fake"], golden["condition"]);
        var context = new DiscriminatorPenaltyContext(discriminator, real, fake, Seed: 9, Step: 41);

        foreach (var penalty in Penalties(0.6))
        {
            discriminator.zero_grad();
            var value = penalty.Compute(context);
            value.backward();

            var expected = golden[penalty.Name];
            TensorAssert.Close(expected, value, 1e-9 * expected.item<double>(), penalty.Name);
            foreach (var (key, parameter) in discriminator.named_parameters())
            {
                var slope = golden[$"{penalty.Name}.{key}"];
                var largest = slope.abs().max().item<double>();
                TensorAssert.Close(slope, parameter.grad ?? zeros_like(parameter), 1e-9 * Math.Max(1, largest), $"{penalty.Name} by {key}");
                Assert.True(key.EndsWith("bias", StringComparison.Ordinal) || largest > 1e-6, $"{penalty.Name} by {key}: the fixture has no gradient.");
            }
        }
    }

    public static TheoryData<string> Normalisations => [.. Enum.GetNames<NormKind>(), "spectral"];

    [Theory, MemberData(nameof(Normalisations))]
    public void Every_discriminator_gets_a_finite_gradient_of_its_own_slope_in_training(string norm)
    {
        var spectral = norm == "spectral";
        var kind = spectral ? NormKind.None : Enum.Parse<NormKind>(norm);
        PatchDiscriminatorOptions options = new() { BaseChannels = 4, Layers = 1, Norm = kind, SpectralNorm = spectral };
        FaceRegion[] regions = [FaceRegion.Nose with { Width = 0.5f, Height = 0.5f }];
        Discriminator[] discriminators = [new PatchDiscriminator(options), new MultiScaleDiscriminator(options), new RegionDiscriminator(options, regions)];
        var placement = new Dictionary<string, Tensor> { ["nose"] = full([3, 2], 15.25f) };
        DiscriminatorInput real = new(randn(3, 3, 32, 32), null, placement), fake = new(randn(3, 3, 32, 32), null, placement);

        foreach (var discriminator in discriminators)
        {
            foreach (var penalty in Penalties(1)) penalty.Compute(new(discriminator, real, fake, 1, 1)).backward();

            var weights = discriminator.named_parameters().Where(entry => entry.name.EndsWith("conv.weight", StringComparison.Ordinal)).ToArray();
            Assert.NotEmpty(weights);
            Assert.All(weights, entry => Assert.InRange(entry.parameter.grad!.abs().max().item<float>(), float.Epsilon, 1e9f));
            discriminator.Dispose();
        }
    }

    [Fact]
    public void R1_of_a_linear_score_is_half_gamma_times_its_squared_slope_whatever_the_batch()
    {
        // A sum over 3 · 4 · 4 pixels times 0.5 has the squared slope 48 · 0.25 = 12.
        using var critic = new FunctionCritic(input => [input.Image.sum([1, 2, 3], keepdim: true) * 0.5]);

        foreach (var count in (int[])[1, 5])
        {
            Assert.Equal(18, new R1Penalty(3).Compute(Context(critic, randn(count, 3, 4, 4), null)).item<float>(), 1e-4);
            Assert.Equal(18, new R2Penalty(3).Compute(Context(critic, null, randn(count, 3, 4, 4))).item<float>(), 1e-4);
        }
    }

    [Fact]
    public void R1_looks_at_the_reals_and_R2_at_the_fakes()
    {
        // The score ½ x² has the gradient x.
        using var critic = new FunctionCritic(input => [(input.Image * input.Image).sum([1, 2, 3], keepdim: true) / 2]);
        Tensor real = full([2, 3, 2, 2], 2f), fake = full([2, 3, 2, 2], 3f);

        Assert.Equal(12 * 4, new R1Penalty(2).Compute(Context(critic, real, fake)).item<float>(), 1e-4);
        Assert.Equal(12 * 9, new R2Penalty(2).Compute(Context(critic, real, fake)).item<float>(), 1e-4);
    }

    [Fact]
    public void The_gradient_penalty_takes_the_norm_of_each_image_and_not_of_the_batch()
    {
        // Slope 1 for every image: no penalty. The norm over the whole batch of four would be 2, and the penalty 10.
        using var critic = new FunctionCritic(input => [input.Image.sum([1, 2, 3], keepdim: true) / Math.Sqrt(48)]);

        Assert.Equal(0, new GradientPenalty().Compute(Context(critic, randn(4, 3, 4, 4), randn(4, 3, 4, 4))).item<float>(), 1e-6);
    }

    [Fact]
    public void Every_image_is_mixed_with_a_share_of_its_own_that_depends_on_seed_and_step_only()
    {
        float[] seen = [];
        using var critic = new FunctionCritic(input =>
        {
            seen = input.Image.detach().flatten(1).contiguous().data<float>().ToArray();
            return [input.Image.sum([1, 2, 3], keepdim: true)];
        });
        float[] Shares(ulong seed, long step)
        {
            new GradientPenalty().Compute(new(critic, new(ones(64, 3, 2, 2)), new(zeros(64, 3, 2, 2)), seed, step)).Dispose();
            var shares = seen.Chunk(12).ToArray();
            Assert.All(shares, pixels => Assert.Single(pixels.Distinct()));
            return [.. shares.Select(pixels => pixels[0])];
        }

        var shares = Shares(3, 7);

        Assert.Equal(64, shares.Distinct().Count());
        Assert.All(shares, share => Assert.InRange(share, 0, 1));
        Assert.InRange(shares.Average(), 0.35, 0.65);
        Assert.Equal(shares, Shares(3, 7));
        Assert.NotEqual(shares, Shares(3, 8));
        Assert.NotEqual(shares, Shares(4, 7));
    }

    [Fact]
    public void A_flat_discriminator_gives_a_finite_gradient()
    {
        using var critic = new WeightedCritic(zeros(4, 3, 4, 4).requires_grad_(true), ones(1, 4, 3, 3));
        var weights = randn(4, 3, 4, 4).requires_grad_(true);
        using var flat = new WeightedCritic(weights, zeros(1, 4, 3, 3));

        var penalty = new GradientPenalty().Compute(Context(flat, randn(2, 3, 6, 6), randn(2, 3, 6, 6)));
        penalty.backward();

        Assert.Equal(10, penalty.item<float>(), 1e-5);
        Assert.True(TensorAssert.IsFinite(weights.grad!));
        Assert.Equal(10, new GradientPenalty().Compute(Context(critic, randn(2, 3, 6, 6), randn(2, 3, 6, 6))).item<float>(), 1e-5);
    }

    [Fact]
    public void Patches_are_averaged_and_outputs_summed_and_two_classes_count_as_real_minus_fake()
    {
        // Each patch has the slope 1 on its own pixel: the mean over 4 × 4 patches 1/16 on 16 pixels of 3 channels, squared and summed 3/16.
        double R1(Func<Tensor, Tensor[]> logits)
        {
            using var critic = new FunctionCritic(input => logits(input.Image));
            return new R1Penalty(2).Compute(Context(critic, randn(2, 3, 4, 4), null)).item<float>();
        }

        Tensor Sum(Tensor image) => image.sum([1], keepdim: true);
        Assert.Equal(3 / 16.0, R1(image => [Sum(image)]), 1e-6);
        Assert.Equal(9 * 3 / 16.0, R1(image => [Sum(image), Sum(image) * 2]), 1e-6);
        Assert.Equal(3 / 16.0, R1(image => [cat([Sum(image) * 5, Sum(image) * 4], 1)]), 1e-6);
    }

    [Fact]
    public void A_slope_is_that_at_the_condition_and_placement_of_the_reals_or_for_R2_of_the_fakes()
    {
        // A score linear in 12 values, whose slope by each is the condition times the place: 2 for the reals, 3 for the fakes.
        using var critic = new FunctionCritic(input => [(input.Image * input.Condition! * input.Placement!["nose"].view(-1, 2, 1, 1)[.., ..1]).sum([1, 2, 3], keepdim: true)]);
        DiscriminatorInput Input(float condition, float place) => new(randn(2, 3, 2, 2), full([2, 3, 2, 2], condition), new Dictionary<string, Tensor> { ["nose"] = full([2, 2], place) });
        var context = new DiscriminatorPenaltyContext(critic, Input(0.5f, 4), Input(2, 1.5f), 1, 1);

        Assert.Equal(12 * 4, new R1Penalty(2).Compute(context).item<float>(), 1e-4);
        Assert.Equal(12 * 9, new R2Penalty(2).Compute(context).item<float>(), 1e-4);
        Assert.Equal(Math.Pow(2 * Math.Sqrt(12) - 1, 2), new GradientPenalty(1).Compute(context).item<float>(), 1e-4);
    }

    [Fact]
    public void Penalties_work_where_the_caller_records_no_gradients_and_leave_the_images_as_they_are()
    {
        using var critic = new WeightedCritic(randn(4, 3, 4, 4), randn(1, 4, 3, 3));
        var (real, fake) = (randn(2, 3, 6, 6), randn(2, 3, 6, 6));
        using (no_grad())
            foreach (var penalty in Penalties(1))
                Assert.True(penalty.Compute(Context(critic, real, fake)).item<float>() > 0);

        Assert.False(real.requires_grad || fake.requires_grad);
    }

    [Fact]
    public void The_zero_centred_penalties_are_lazy_by_default_and_WGAN_GPs_is_not()
    {
        Assert.Equal((16, 16, 1), (new R1Penalty(1).Interval, new R2Penalty(1).Interval, new GradientPenalty().Interval));
        Assert.Equal((4, 1), (new R1Penalty(1, 4).Interval, new R2Penalty(1, 1).Interval));
        Assert.Equal(["r1", "r2", "gradient_penalty"], Penalties(1).Select(penalty => penalty.Name));
    }

    [Fact]
    public void Arguments_out_of_range_are_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>("gamma", () => new R1Penalty(-1));
        Assert.Throws<ArgumentOutOfRangeException>("gamma", () => new R2Penalty(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("weight", () => new GradientPenalty(double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>("interval", () => new R1Penalty(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("interval", () => new R2Penalty(1, -3));
    }

    [Fact]
    public void Wrong_shapes_are_named()
    {
        using var critic = new FunctionCritic(input => [cat([input.Image, input.Image], 1)]);

        Assert.Contains("gives 6", Assert.Throws<ArgumentException>(() => new R1Penalty(1).Compute(Context(critic, zeros(1, 3, 4, 4), null))).Message);
        Assert.Contains("[1, 3, 4, 4]; got [2, 3, 4, 4]", Assert.Throws<ArgumentException>(
            "context.Fake.Image", () => new GradientPenalty().Compute(Context(critic, zeros(1, 3, 4, 4), zeros(2, 3, 4, 4)))).Message);
    }

    private static IDiscriminatorPenalty[] Penalties(double gamma) => [new R1Penalty(gamma), new R2Penalty(gamma), new GradientPenalty()];

    private static DiscriminatorPenaltyContext Context(Discriminator critic, Tensor? real, Tensor? fake) =>
        new(critic, new(real ?? zeros(1)), new(fake ?? zeros(1)), Seed: 1, Step: 1);
}
