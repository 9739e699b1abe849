using GlGan.Generators;
using GlGan.Kernels;
using GlGan.Layers;
using static TorchSharp.torch;

namespace GlGan.Tests.Kernels;

[Collection("Tensors")]
[OnTheCpu("these kernels serve the CPU.")]
public sealed class RegionMaximumTests : IDisposable
{
    private const int Side = 24;

    private static readonly (int Height, int Width)[] Sizes = [(9, 7), (8, 12), (1, 3)];

    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    // Boxes overlap, and some reach beyond the border.
    [Theory]
    [InlineData(8)]
    [InlineData(24)]
    public void Results_and_gradients_are_those_of_libtorchs_operators(int channels)
    {
        var (boxes, centers) = Draw(channels);
        Tensor[] wide = [.. boxes.Select(box => GradientCheck.Leaf(box.@double()))];
        var upper = randn(2, channels, Side, Side);
        var expected = Operators(wide, centers);
        expected.backward([upper.@double()]);

        Assert.True(RegionMaximum.IsSupported(boxes));
        var merged = RegionMaximum.Merge(boxes, centers, Side, Operators);
        merged.backward([upper]);

        TensorAssert.Close(expected, merged, 2e-6);
        foreach (var (wanted, got) in wide.Zip(boxes)) TensorAssert.Close(wanted.grad!, got.grad!, 5e-6);
    }

    [Fact]
    public void Boxes_of_either_layout_give_the_same()
    {
        var (boxes, centers) = Draw(channels: 8);
        Tensor[] others = [.. boxes.Select(box => GradientCheck.Leaf(ChannelsLast.Of(box)))];

        TensorAssert.Same(RegionMaximum.Merge(boxes, centers, Side, Operators), RegionMaximum.Merge(others, centers, Side, Operators));
    }

    [Fact]
    public void Gradients_of_gradients_are_those_of_libtorchs_operators()
    {
        var (boxes, centers) = Draw(channels: 8);
        Tensor[] wide = [.. boxes.Select(box => GradientCheck.Leaf(box.@double()))];

        Penalty(wide, Operators(wide, centers)).backward();
        Penalty(boxes, RegionMaximum.Merge(boxes, centers, Side, Operators)).backward();

        foreach (var (wanted, got) in wide.Zip(boxes)) TensorAssert.Close(wanted.grad!, got.grad!, 1e-5);

        static Tensor Penalty(Tensor[] inputs, Tensor merged) =>
            autograd.grad([merged.square().sum()], inputs, retain_graph: true, create_graph: true).Select(gradient => gradient.square().sum()).Aggregate((sum, next) => sum + next);
    }

    [Fact]
    public void Equals_share_the_gradient()
    {
        Tensor first = GradientCheck.Leaf(ones(1, 8, 4, 4)), second = GradientCheck.Leaf(ones(1, 8, 4, 4)), middle = full([1, 2], 1.5);

        RegionMaximum.Merge([first, second], [middle, middle], 4, Operators).sum().backward();

        Assert.True(first.grad!.min().item<float>() > 0);
        TensorAssert.Same(first.grad!, second.grad!);
    }

    [Fact]
    public void Nothing_lies_where_no_box_does()
    {
        var canvas = RegionMaximum.Merge([ones(1, 8, 4, 4)], [full([1, 2], -50f)], Side, Operators);

        TensorAssert.Same(zeros_like(canvas), canvas);
    }

    private static Tensor Operators(IReadOnlyList<Tensor> boxes, IReadOnlyList<Tensor> centers) => new MaskedMaximumFusion().Merge(
        [.. boxes.Zip(centers, (box, center) => RegionCanvas.Place(box, center, Side))],
        [.. boxes.Zip(centers, (box, center) => RegionCanvas.Mask(center, (int)box.shape[2], (int)box.shape[3], Side, box.dtype))]);

    private static (Tensor[] Boxes, Tensor[] Centers) Draw(int channels)
    {
        using var random = TestDevice.Random(2);
        return (
            [.. Sizes.Select(size => GradientCheck.Leaf(randn([2, channels, size.Height, size.Width], generator: random)))],
            [.. Sizes.Select(_ => rand([2, 2], generator: random) * (Side - 1))]);
    }
}
