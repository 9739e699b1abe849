using GlGan.Generators;
using GlGan.Kernels;
using static TorchSharp.torch;

namespace GlGan.Tests.Kernels;

[Collection("Tensors")]
public sealed class MaskedMaximumTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    // In float64 the fusion is libtorch's operators.
    [Fact]
    public void Results_and_gradients_are_those_of_libtorchs_operators()
    {
        var (features, masks) = Draw();
        var wide = features.Select(feature => Leaf(feature.@double())).ToArray();
        var upper = randn(2, 5, 8, 12);
        var expected = new MaskedMaximumFusion().Merge(wide, [.. masks.Select(mask => mask.@double())]);
        expected.backward([upper.@double()]);

        Assert.True(MaskedMaximum.Suits(features, masks));
        var merged = MaskedMaximum.Merge(features, masks);
        merged.backward([upper]);

        TensorAssert.Close(expected, merged, 1e-7);
        foreach (var (wanted, got) in wide.Zip(features)) TensorAssert.Close(wanted.grad!, got.grad!, 1e-6);
    }

    [Fact]
    public void Gradients_of_gradients_are_those_of_libtorchs_operators()
    {
        var (features, masks) = Draw();
        var wide = features.Select(feature => Leaf(feature.@double())).ToArray();

        Penalty(wide, new MaskedMaximumFusion().Merge(wide, [.. masks.Select(mask => mask.@double())])).backward();
        Penalty(features, MaskedMaximum.Merge(features, masks)).backward();

        foreach (var (wanted, got) in wide.Zip(features)) TensorAssert.Close(wanted.grad!, got.grad!, 1e-5);

        static Tensor Penalty(Tensor[] inputs, Tensor merged) =>
            autograd.grad([merged.square().sum()], inputs, retain_graph: true, create_graph: true).Select(gradient => gradient.square().sum()).Aggregate((sum, next) => sum + next);
    }

    [Fact]
    public void Equals_share_the_gradient()
    {
        Tensor first = Leaf(ones(1, 1, 2, 4)), second = Leaf(ones(1, 1, 2, 4)), everywhere = ones(1, 1, 2, 4);

        MaskedMaximum.Merge([first, second], [everywhere, everywhere]).sum().backward();

        TensorAssert.Same(full_like(first, 0.5, requires_grad: false), first.grad!);
        TensorAssert.Same(first.grad!, second.grad!);
    }

    private static (Tensor[] Features, Tensor[] Masks) Draw()
    {
        using var random = new Generator(2);
        Tensor[] features = [.. Enumerable.Range(0, 3).Select(_ => Leaf(randn([2, 5, 8, 12], generator: random)))];
        return (features, [.. Enumerable.Range(0, 3).Select(_ => (rand([2, 1, 8, 12], generator: random) - 0.4).clamp_min(0))]);
    }

    private static Tensor Leaf(Tensor values)
    {
        var leaf = values.detach();
        leaf.requires_grad = true;
        return leaf;
    }
}
