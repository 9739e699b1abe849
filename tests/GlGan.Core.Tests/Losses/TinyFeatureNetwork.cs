using GlGan.Features;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Tests.Losses;

/// <summary>A smooth float64 feature network: maps, then one vector per image.</summary>
internal sealed class TinyFeatureNetwork : IFeatureNetwork, IDisposable
{
    private readonly Tensor _weight;

    internal TinyFeatureNetwork()
    {
        using var random = TestDevice.Random(8);
        _weight = randn([4, 3, 3, 3], ScalarType.Float64, generator: random).DetachFromDisposeScope();
    }

    public IReadOnlyList<Tensor> Features(Tensor images)
    {
        using var scope = NewDisposeScope();
        var maps = functional.conv2d(images, _weight, null, [2, 2], [1, 1]).tanh();
        return [maps.MoveToOuterDisposeScope(), maps.mean([2, 3]).MoveToOuterDisposeScope()];
    }

    public void Dispose() => _weight.Dispose();
}
