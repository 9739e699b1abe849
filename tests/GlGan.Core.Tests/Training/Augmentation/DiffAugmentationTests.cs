using GlGan.Discriminators;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Training;

[Collection("Tensors")]
public sealed class DiffAugmentationTests : IDisposable
{
    private const int Size = 16;

    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Every_formula_equals_PyTorchs()
    {
        using var golden = new GoldenFile("diff_augmentation");
        var input = golden["input"];

        TensorAssert.Same(golden["brighter"], DiffAugmentation.Brighten(input, golden["brightness"]), "brightness");
        TensorAssert.Close(golden["saturated"], DiffAugmentation.Saturate(input, golden["saturation"]), 1e-6, "saturation");
        TensorAssert.Close(golden["contrasted"], DiffAugmentation.Contrast(input, golden["contrast"]), 1e-6, "contrast");
        TensorAssert.Same(golden["translated"], DiffAugmentation.Translate(input, golden["right"], golden["down"]), "translation");
        TensorAssert.Same(golden["cut"], DiffAugmentation.Cut(input, golden["left"], golden["top"], 5), "cutout");
    }

    [Fact]
    public void No_policy_changes_nothing() =>
        TensorAssert.Same(Images(2), Apply(DiffAugmentationPolicy.None, new(Images(2))).Image);

    [Theory]
    [InlineData(DiffAugmentationPolicy.Color)]
    [InlineData(DiffAugmentationPolicy.Translation)]
    [InlineData(DiffAugmentationPolicy.Cutout)]
    [InlineData(DiffAugmentationPolicy.All)]
    public void A_draw_repeats_itself_and_another_seed_step_use_or_sample_differs(DiffAugmentationPolicy policy)
    {
        var images = Images(1).expand(6, 3, Size, Size);
        var draw = new AugmentationDraw(1, 2, 3);

        var first = Apply(policy, new(images), draw).Image;

        TensorAssert.Same(first, Apply(policy, new(images), draw).Image);
        AugmentationDraw[] others = [draw with { Seed = 2 }, draw with { Step = 3 }, draw with { Use = 4 }];
        Assert.All(others, other => Assert.False(first.Equals(Apply(policy, new(images), other).Image)));
        Assert.False(first[0].Equals(first[1]));
    }

    [Fact]
    public void Parameters_cover_their_ranges()
    {
        var grey = full([4000, 3, 8, 8], 0.25f);
        var spots = zeros(4000, 3, 8, 8);
        spots[.., .., 4, 4] = tensor(1f);

        var brightness = Apply(DiffAugmentationPolicy.Color, new(grey)).Image.mean([1L, 2, 3]) - 0.25f;
        Assert.InRange(brightness.min().item<float>(), -0.5f, -0.49f);
        Assert.InRange(brightness.max().item<float>(), 0.49f, 0.5f);
        Assert.Equal(0, brightness.mean().item<float>(), 0.02f);

        // An eighth of 8: one pixel each way, nine places equally often.
        var places = Apply(DiffAugmentationPolicy.Translation, new(spots)).Image.sum([0L])[0];
        Assert.Equal(4000, places[3..6, 3..6].sum().item<float>());
        Assert.InRange(places[3..6, 3..6].min().item<float>(), 360, 540);

        // A square of 4: entirely inside it takes 16 pixels, at a corner 4.
        var cut = Apply(DiffAugmentationPolicy.Cutout, new(ones(4000, 3, 8, 8))).Image.eq(0).sum([1L, 2, 3]);
        Assert.Equal(3 * 4, cut.min().item<long>());
        Assert.Equal(3 * 16, cut.max().item<long>());
    }

    [Fact]
    public void Condition_and_region_centres_follow_the_translation_and_keep_their_colours()
    {
        var (x, y) = (tensor([5L, 9, 7, 10]), tensor([6L, 8, 10, 5]));
        var images = zeros(4, 3, Size, Size);
        for (var i = 0; i < 4; i++) images[i, .., y[i].item<long>(), x[i].item<long>()] = tensor(1f);
        var input = new DiscriminatorInput(images, images * 0.5f, new Dictionary<string, Tensor> { ["nose"] = stack([x, y], 1).to(ScalarType.Float32) });

        var moved = Apply(DiffAugmentationPolicy.Translation, input);

        TensorAssert.Same(moved.Image * 0.5f, moved.Condition!);
        var at = moved.Placement!["nose"].to(ScalarType.Int64);
        Assert.False(at.Equals(input.Placement!["nose"].to(ScalarType.Int64)));
        for (var i = 0; i < 4; i++) Assert.Equal(1, moved.Image[i, 0, at[i, 1].item<long>(), at[i, 0].item<long>()].item<float>());

        var colored = Apply(DiffAugmentationPolicy.Color, input);
        TensorAssert.Same(input.Condition!, colored.Condition!);
        TensorAssert.Same(input.Placement!["nose"], colored.Placement!["nose"]);

        var cut = Apply(DiffAugmentationPolicy.Cutout, new(ones(4, 3, Size, Size), ones(4, 3, Size, Size)));
        TensorAssert.Same(cut.Image, cut.Condition!);
    }

    [Fact]
    public void Gradients_equal_central_differences_and_can_be_differentiated_again()
    {
        var images = Images(2)[.., .., ..8, ..8].to(ScalarType.Float64).requires_grad_(true);
        GradientCheck.Run(() => GradientCheck.Scalarize([Apply(DiffAugmentationPolicy.All, new(images)).Image]), [("images", images)], samples: 96);
        GradientCheck.Run(() => GradientCheck.Scalarize([SlopeOfTheSquare()]), [("images", images)], samples: 24);

        Tensor SlopeOfTheSquare()
        {
            using var gradient = enable_grad();
            var changed = Apply(DiffAugmentationPolicy.All, new(images)).Image;
            return autograd.grad([(changed * changed * changed).sum()], [images], retain_graph: true, create_graph: true)[0];
        }
    }

    [Fact]
    public void Nothing_but_the_result_stays_alive()
    {
        var input = new DiscriminatorInput(Images(2), Images(2), new Dictionary<string, Tensor> { ["nose"] = zeros(2, 2) });
        Apply(DiffAugmentationPolicy.All, input).Drop();
        var before = LiveTensors.Settled();

        Apply(DiffAugmentationPolicy.All, input).Drop();
        Apply(DiffAugmentationPolicy.None, input).Drop();

        Assert.Equal(before, LiveTensors.Now());
        Assert.Equal([2, 3, Size, Size], input.Image.shape);
    }

    [Fact]
    public void Wrong_shapes_and_flags_are_named()
    {
        var images = Images(2);

        var oblong = Assert.Throws<ArgumentException>("input.Image", () => Apply(DiffAugmentationPolicy.All, new(zeros(2, 3, 4, 8))));
        Assert.Contains("[2, 3, 8, 8]; got [2, 3, 4, 8]", oblong.Message);
        Assert.Throws<ArgumentException>("input.Condition", () => Apply(DiffAugmentationPolicy.All, new(images, Images(1))));
        Assert.Throws<ArgumentException>(
            "input.Placement[\"nose\"]", () => Apply(DiffAugmentationPolicy.All, new(images, null, new Dictionary<string, Tensor> { ["nose"] = zeros(1, 2) })));
        Assert.Throws<ArgumentNullException>("input", () => Apply(DiffAugmentationPolicy.All, null!));
        Assert.Throws<ArgumentOutOfRangeException>("policy", () => new DiffAugmentation((DiffAugmentationPolicy)8));
    }

    private static DiscriminatorInput Apply(DiffAugmentationPolicy policy, DiscriminatorInput input, AugmentationDraw draw = default) =>
        new DiffAugmentation(policy).Apply(input, draw);

    private static Tensor Images(int count)
    {
        using var random = TestDevice.Random(5);
        return rand([count, 3, Size, Size], generator: random) * 2 - 1;
    }
}
