using System.Numerics;
using GlGan.Discriminators;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Training;

[Collection("Tensors")]
public sealed class AdaptiveAugmentationTests : IDisposable
{
    private const int Size = 16;

    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Probability_zero_is_the_input_bit_by_bit()
    {
        var input = Input(3);

        var result = Apply(0, input);

        TensorAssert.Same(input.Image, result.Image);
        TensorAssert.Same(input.Condition!, result.Condition!);
        TensorAssert.Same(input.Placement!["nose"], result.Placement!["nose"]);
        Assert.NotSame(input.Image, result.Image);
        Assert.Null(Apply(0, new(input.Image)).Condition);
        Assert.Null(Apply(0, new(input.Image)).Placement);
    }

    [Theory]
    [InlineData(AdaptiveOperations.Geometry)]
    [InlineData(AdaptiveOperations.Color)]
    [InlineData(AdaptiveOperations.All)]
    public void A_draw_repeats_itself_and_another_seed_step_use_or_sample_differs(AdaptiveOperations operations)
    {
        var input = new DiscriminatorInput(Input(1).Image.expand(4, 3, Size, Size));
        var draw = new AugmentationDraw(1, 2, 3);

        var first = Apply(0.9, input, operations, draw).Image;

        TensorAssert.Same(first, Apply(0.9, input, operations, draw).Image);
        AugmentationDraw[] others = [draw with { Seed = 2 }, draw with { Step = 3 }, draw with { Use = 4 }];
        Assert.All(others, other => Assert.False(first.Equals(Apply(0.9, input, operations, other).Image)));
        Assert.False(first[0].Equals(first[1]));
    }

    [Fact]
    public void The_condition_moves_with_the_image_and_keeps_its_colours()
    {
        var images = Input(8).Image;

        var moved = Apply(1, new(images, images), AdaptiveOperations.Geometry);
        TensorAssert.Same(moved.Image, moved.Condition!);
        Assert.False(moved.Image.Equals(images));

        var colored = Apply(1, new(images, images), AdaptiveOperations.Color);
        TensorAssert.Same(images, colored.Condition!);
        Assert.False(colored.Image.Equals(images));
    }

    [Fact]
    public void A_bright_dot_at_a_region_centre_lands_at_the_moved_centre()
    {
        const int Count = 64;
        var images = zeros(Count, 3, Size, Size);
        images[.., .., 6, 9] = tensor(1f);
        var centers = tensor(new[] { 9f, 6f }).expand(Count, 2);

        var moved = Apply(1, new(images, null, new Dictionary<string, Tensor> { ["nose"] = centers }), AdaptiveOperations.Blit);

        var at = moved.Placement!["nose"];
        Assert.Equal(Count, moved.Image[.., 0].sum().item<float>());
        for (var i = 0; i < Count; i++)
            Assert.Equal(1, moved.Image[i, 2, at[i, 1].to(ScalarType.Int64).item<long>(), at[i, 0].to(ScalarType.Int64).item<long>()].item<float>());
        TensorAssert.Same(at.round(), at);
    }

    [Fact]
    public void Colours_follow_their_matrix()
    {
        var images = Input(2).Image;
        Matrix4x4[] brighter = [Matrix4x4.CreateTranslation(0.25f, 0.25f, 0.25f), Matrix4x4.Identity];
        var mixing = new Matrix4x4(0.1f, 0.2f, 0.3f, 0, 0.4f, 0.5f, 0.6f, 0, 0.7f, 0.8f, 0.9f, 0, -1, -2, -3, 1);

        var result = AdaptiveAugmentation.Recolor(images, brighter);
        TensorAssert.Same(images[0] + 0.25f, result[0]);
        TensorAssert.Same(images[1], result[1]);

        var mixed = AdaptiveAugmentation.Recolor(images, [mixing, mixing]);
        var color = new Vector3(images[1, 0, 3, 4].item<float>(), images[1, 1, 3, 4].item<float>(), images[1, 2, 3, 4].item<float>());
        var expected = Vector3.Transform(color, mixing);
        for (var channel = 0; channel < 3; channel++) Assert.Equal(expected[channel], mixed[1, channel, 3, 4].item<float>(), 1e-5);
    }

    [Fact]
    public void Gradients_equal_central_differences_and_can_be_differentiated_again()
    {
        var images = Input(2).Image[.., .., ..8, ..8].to(ScalarType.Float64).requires_grad_(true);
        GradientCheck.Run(() => GradientCheck.Scalarize([Apply(0.9, new(images)).Image]), [("images", images)], samples: 96);
        GradientCheck.Run(() => GradientCheck.Scalarize([SlopeOfTheCube()]), [("images", images)], samples: 24);

        Tensor SlopeOfTheCube()
        {
            using var gradient = enable_grad();
            var changed = Apply(0.9, new(images)).Image;
            return autograd.grad([(changed * changed * changed).sum()], [images], retain_graph: true, create_graph: true)[0];
        }
    }

    [Fact]
    public void Nothing_but_the_result_stays_alive()
    {
        var input = Input(2);
        Apply(0.9, input).Drop();
        var before = LiveTensors.Settled();

        Apply(0.9, input).Drop();
        Apply(0, input).Drop();

        Assert.Equal(before, LiveTensors.Now());
    }

    [Fact]
    public void Wrong_probabilities_flags_and_shapes_are_named()
    {
        var augmentation = new AdaptiveAugmentation();

        foreach (var wrong in new[] { -0.1, 1.1, double.NaN })
            Assert.Throws<ArgumentOutOfRangeException>("draw", () => augmentation.Apply(Input(1), new(1, 2, Probability: wrong)));
        Assert.Throws<ArgumentOutOfRangeException>("operations", () => new AdaptiveAugmentation((AdaptiveOperations)(1 << 12)));
        Assert.Throws<ArgumentException>("input.Image", () => augmentation.Apply(new(zeros(1, 1, 8, 8)), default));
    }

    private static DiscriminatorInput Apply(
        double probability, DiscriminatorInput input, AdaptiveOperations operations = AdaptiveOperations.All, AugmentationDraw draw = default) =>
        new AdaptiveAugmentation(operations).Apply(input, draw with { Probability = probability });

    private static DiscriminatorInput Input(int count)
    {
        using var random = TestDevice.Random(5);
        return new(
            rand([count, 3, Size, Size], generator: random) * 2 - 1,
            rand([count, 3, Size, Size], generator: random) * 2 - 1,
            new Dictionary<string, Tensor> { ["nose"] = rand([count, 2], generator: random) * Size });
    }
}
