using GlGan.Kernels;
using static TorchSharp.torch;

namespace GlGan.Tests.Devices;

/// <summary>Whole steps and images on another device than the CPU: nothing of them lies on the CPU by mistake, and they have the values they have there.</summary>
[Collection("Tensors")]
public sealed class StepOffTheCpuTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose()
    {
        CpuKernels.AreLeftOut = false;
        _scope.Dispose();
    }

    [Theory]
    [MemberData(nameof(SmallRecipes.Names), MemberType = typeof(SmallRecipes))]
    public void A_step_has_the_losses_it_has_on_the_CPU(string name)
    {
        var there = Losses(name, LazyDevice.Get());
        CpuKernels.AreLeftOut = true;
        var here = Losses(name, CPU);

        Assert.Equal(here.Keys.Order(), there.Keys.Order());
        foreach (var (loss, value) in here) Assert.True(Math.Abs(value - there[loss]) <= 2e-4 * Math.Max(1, Math.Abs(value)), $"{loss}: {value} and {there[loss]}");
    }

    private static IReadOnlyDictionary<string, double> Losses(string name, Device device)
    {
        using var rig = new StepRig(SmallRecipes.All[name] with { GeneratorLearningRate = 0, DiscriminatorLearningRate = 0 }, device);
        rig.Run();
        rig.Run();
        Assert.All(rig.Generator.state_dict().Values, value => Assert.Equal(device.type, value.device_type));
        return rig.Step.Statistics.Read();
    }
}
