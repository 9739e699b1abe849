using GlGan.Tensors;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Training;

[Collection("Tensors")]
public sealed class FusedAdamTests : IDisposable
{
    private static readonly AdamRates Rates = new(0.01, 0.5, 0.999);

    private readonly FusedOperators _operators = new();
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _operators.Dispose();
    }

    [Fact]
    public void A_hundred_steps_equal_those_of_TorchSharps_Adam()
    {
        using var ours = Network();
        using var theirs = Network();
        theirs.load_state_dict(ours.state_dict());
        using var optimizer = new FusedAdam(_operators, [.. ours.named_parameters()]);
        using var reference = optim.Adam(theirs.parameters(), 0.01, 0.5, 0.999);
        using var random = TestDevice.Random(4);

        for (var step = 0; step < 100; step++)
        {
            var x = randn([4, 3], generator: random);
            ours.call(x).square().mean().backward();
            theirs.call(x).square().mean().backward();
            optimizer.Step(Rates, zeros([]));
            reference.step();
            theirs.zero_grad();
        }

        foreach (var (name, parameter) in ours.named_parameters()) TensorAssert.Close(theirs.get_parameter(name)!, parameter, 1e-6, name);
    }

    [Fact]
    public void Gradients_are_dropped_and_parameters_without_one_are_left_alone()
    {
        using var network = Network();
        using var optimizer = new FusedAdam(_operators, [.. network.named_parameters()]);
        var weight = network.get_parameter("0.weight")!;
        network.call(ones(2, 3)).square().mean().backward();
        optimizer.Step(Rates, zeros([]));
        Assert.All(network.parameters(), parameter => Assert.True(parameter.grad is null));
        var (still, moving) = (weight.clone(), network.get_parameter("0.bias")!.clone());

        weight.requires_grad = false;
        network.call(ones(2, 3)).square().mean().backward();
        optimizer.Step(Rates, zeros([]));
        optimizer.Step(Rates, zeros([]));

        TensorAssert.Same(still, weight);
        Assert.False(moving.Equals(network.get_parameter("0.bias")!));
    }

    [Fact]
    public void A_step_leaves_no_tensor_behind_and_disposal_frees_the_state()
    {
        using var network = Network();
        var empty = LiveTensors.Settled();
        var optimizer = new FusedAdam(_operators, [.. network.named_parameters()]);
        var before = LiveTensors.Settled();
        Assert.Equal(empty + 3 * network.parameters().Count(), before);

        using (NewDisposeScope())
        {
            network.call(ones(2, 3)).sum().backward();
            optimizer.Step(Rates, zeros([]));
        }

        Assert.Equal(before, LiveTensors.Now());

        optimizer.Dispose();
        Assert.Equal(empty, LiveTensors.Now());
    }

    [Fact]
    public void A_step_that_is_skipped_changes_neither_weights_nor_moments()
    {
        using var network = Network();
        using var optimizer = new FusedAdam(_operators, [.. network.named_parameters()]);
        network.call(ones(2, 3)).square().mean().backward();
        optimizer.Step(Rates, zeros([]));
        var (weights, state) = (Copy(network.state_dict()), Copy(optimizer.State));

        network.call(ones(2, 3)).square().mean().backward();
        optimizer.Step(Rates, ones([]));

        foreach (var (name, before) in weights) TensorAssert.Same(before, network.state_dict()[name]);
        foreach (var (name, before) in state) TensorAssert.Same(before, optimizer.State[name]);
        Assert.All(network.parameters(), parameter => Assert.True(parameter.grad is null));
    }

    [Fact]
    public void Rates_for_lazy_penalties_are_those_of_StyleGAN2()
    {
        var lazy = new AdamRates(0.002, 0, 0.99).WithLazySteps([16]);

        Assert.Equal(0.00188235, lazy.LearningRate, 1e-8);
        Assert.Equal(0, lazy.Beta1);
        Assert.Equal(0.990586, lazy.Beta2, 1e-6);
    }

    [Fact]
    public void Rates_for_lazy_penalties_of_several_intervals_share_one_pace()
    {
        // 1 + 1/4 + 1/16 updates per step.
        var lazy = new AdamRates(0.0021, 0.5, 0.99).WithLazySteps([4, 16]);

        Assert.Equal(0.0016, lazy.LearningRate, 1e-12);
        Assert.Equal(0.5, Math.Pow(lazy.Beta1, 21 / 16.0), 1e-12);
        Assert.Equal(0.99, Math.Pow(lazy.Beta2, 21 / 16.0), 1e-12);
        Assert.Equal(lazy, new AdamRates(0.0021, 0.5, 0.99).WithLazySteps([16, 4]));
        Assert.Equal(Rates, Rates.WithLazySteps([]));
        Assert.All(Enumerable.Range(2, 99), interval => Assert.Equal(interval / (interval + 1.0), new AdamRates(1, 0, 0).WithLazySteps([interval]).LearningRate));
    }

    private static Dictionary<string, Tensor> Copy(IReadOnlyDictionary<string, Tensor> tensors) => tensors.ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());

    private static TorchSharp.Modules.Sequential Network() => nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2));
}
