using GlGan.Native;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace GlGan.Tests.Native;

[Collection("Tensors")]
[OnTheCpu("oneDNN serves the CPU.")]
public sealed class OneDnnGuardTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public OneDnnGuardTests() => TorchRuntime.EnsureLoaded();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 1)]
    [InlineData(4, 2)]
    [InlineData(5, 1)]
    [InlineData(7, 1)]
    public void Convolutions_and_their_gradients_are_right_for_every_number_of_channels(int kernel, int stride)
    {
        int[] channels = [1, 2, 3, 6, 8, 12, 16, 24, 64];
        foreach (var inputs in channels)
            foreach (var outputs in channels)
            {
                using var scope = NewDisposeScope();
                using var random = TestDevice.Random(3);
                Tensor input = randn([2, inputs, 16, 15], generator: random), weight = randn([outputs, inputs, kernel, kernel], generator: random);

                foreach (var (exact, got) in Results(ScalarType.Float64).Zip(Results(ScalarType.Float32)))
                    TensorAssert.Close(exact, got, 1e-5 * exact.abs().max().item<double>(), $"{inputs} to {outputs} channels");

                Tensor[] Results(ScalarType type)
                {
                    Tensor[] leaves = [input.to(type).detach(), weight.to(type).detach()];
                    foreach (var leaf in leaves) leaf.requires_grad = true;
                    var result = conv2d(leaves[0], leaves[1], null, [stride, stride], [kernel / 2, kernel / 2]);
                    return [result, .. autograd.grad([result.square().sum()], leaves)];
                }
            }
    }
}
