using GlGan.Runtime;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Training;

[Collection("Tensors")]
public sealed class FusedAdamTests : IDisposable
{
    private readonly FusedOperators _operators = new();
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _operators.Dispose();
    }

    [Fact]
    public void Steps_equal_those_of_TorchSharps_Adam()
    {
        using var ours = Network();
        using var theirs = Network();
        theirs.load_state_dict(ours.state_dict());
        using var optimizer = new FusedAdam(_operators, ours.parameters(), 0.5, 0.999);
        using var reference = optim.Adam(theirs.parameters(), 0.01, 0.5, 0.999);
        using var random = new Generator(4);

        for (var step = 0; step < 5; step++)
        {
            var x = randn([4, 3], generator: random);
            ours.call(x).square().mean().backward();
            theirs.call(x).square().mean().backward();
            optimizer.Step(0.01);
            reference.step();
            theirs.zero_grad();
        }

        foreach (var (name, parameter) in ours.named_parameters()) TensorAssert.Close(theirs.get_parameter(name)!, parameter, 1e-6, name);
    }

    [Fact]
    public void Gradients_are_dropped_and_parameters_without_one_are_left_alone()
    {
        using var network = Network();
        using var optimizer = new FusedAdam(_operators, network.parameters(), 0.5, 0.999);
        var weight = network.get_parameter("0.weight")!;
        network.call(ones(2, 3)).square().mean().backward();
        optimizer.Step(0.01);
        Assert.All(network.parameters(), parameter => Assert.True(parameter.grad is null));
        var (still, moving) = (weight.clone(), network.get_parameter("0.bias")!.clone());

        weight.requires_grad = false;
        network.call(ones(2, 3)).square().mean().backward();
        optimizer.Step(0.01);
        optimizer.Step(0.01);

        TensorAssert.Same(still, weight);
        Assert.False(moving.Equals(network.get_parameter("0.bias")!));
    }

    [Fact]
    public void A_step_leaves_no_tensor_behind_and_disposal_frees_the_state()
    {
        using var network = Network();
        var empty = LiveTensors.Settled();
        var optimizer = new FusedAdam(_operators, network.parameters(), 0.5, 0.999);
        var before = LiveTensors.Settled();
        Assert.Equal(empty + 3 * network.parameters().Count(), before);

        using (NewDisposeScope()) network.call(ones(2, 3)).sum().backward();
        optimizer.Step(0.01);
        Assert.Equal(before, LiveTensors.Now());

        optimizer.Dispose();
        Assert.Equal(empty, LiveTensors.Now());
    }

    private static TorchSharp.Modules.Sequential Network() => nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2));
}
