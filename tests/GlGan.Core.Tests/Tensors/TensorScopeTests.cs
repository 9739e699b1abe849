using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Tests.Tensors;

[Collection("Tensors")]
public sealed class TensorScopeTests
{
    [Fact]
    public void A_scope_frees_everything_but_what_is_kept()
    {
        var before = LiveTensors.Settled();
        Tensor kept;
        using (var scope = new TensorScope())
        {
            kept = scope.Keep(ones(2) + ones(2));
            Assert.Equal(before + 3, LiveTensors.Now());
        }

        Assert.Equal(before + 1, LiveTensors.Now());
        Assert.Equal(4, kept.sum().item<float>());
        kept.Dispose();
    }

    [Fact]
    public void What_an_inner_scope_keeps_belongs_to_the_outer_one()
    {
        var before = LiveTensors.Settled();
        using (new TensorScope())
        {
            using (var inner = new TensorScope()) inner.Keep(ones(2));
            Assert.Equal(before + 1, LiveTensors.Now());
        }

        Assert.Equal(before, LiveTensors.Now());
    }

    [Fact]
    public void Disposal_on_another_thread_throws_and_frees_nothing()
    {
        var scope = new TensorScope();
        var tensor = ones(2);
        Exception? thrown = null;

        var thread = new Thread(() => thrown = Record.Exception(scope.Dispose));
        thread.Start();
        thread.Join();

        Assert.Contains("another thread", Assert.IsType<InvalidOperationException>(thrown).Message);
        Assert.False(tensor.IsInvalid);
        scope.Dispose();
        scope.Dispose();
        Assert.True(tensor.IsInvalid);
    }

    [Fact]
    public void Keeping_nothing_is_an_error()
    {
        using var scope = new TensorScope();

        Assert.Throws<ArgumentNullException>("tensor", () => scope.Keep(null!));
    }
}
