using GlGan.Layers;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Tests.Layers;

[Collection("Tensors")]
public sealed class ConvolutionTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(false, 3, 1, 1)]
    [InlineData(false, 4, 2, 1)]
    [InlineData(false, 1, 1, 0)]
    [InlineData(true, 3, 1, 1)]
    [InlineData(true, 4, 2, 1)]
    public void Results_keys_and_initial_range_are_those_of_torch_nn(bool transposed, int kernel, int stride, int padding)
    {
        using var ours = transposed ? Convolution.Transposed(5, 4, kernel, stride, padding) : new Convolution(5, 4, kernel, stride, padding);
        using nn.Module<Tensor, Tensor> theirs = transposed
            ? nn.ConvTranspose2d(5, 4, (long)kernel, stride, padding)
            : nn.Conv2d(5, 4, (long)kernel, stride, padding);
        var input = randn(2, 5, 8, 6);

        Assert.Equal(Shapes(theirs), Shapes(ours));
        var bound = 1 / Math.Sqrt((transposed ? 4 : 5) * kernel * kernel);
        // A handful of biases can all be small.
        foreach (var parameter in ours.parameters()) Assert.InRange(parameter.abs().max().item<float>(), parameter.dim() > 1 ? bound / 4 : 0, bound);

        theirs.load_state_dict(ours.state_dict());
        TensorAssert.Same(theirs.call(input), ours.call(input));

        static IEnumerable<string> Shapes(nn.Module module) => module.state_dict().Select(entry => $"{entry.Key} {string.Join(",", entry.Value.shape)}");
    }

    [Fact]
    public void TF32_is_set_for_a_training_and_brought_back()
    {
        var before = (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32);

        using (new Tf32Scope(allow: true))
        {
            Assert.Equal((true, true), (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32));
            using (new Tf32Scope(allow: false)) Assert.Equal((false, false), (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32));
            Assert.Equal((true, true), (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32));
        }

        Assert.Equal(before, (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32));
    }
}
