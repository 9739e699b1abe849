using GlGan.Generators;
using GlGan.Kernels;
using GlGan.Synthesis;
using GlGan.Tensors;
using GlGan.Tests.Synthesis;
using GlGan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Tests.Devices;

/// <summary>
/// Images, and steps of the discriminators, on another device than the CPU: nothing of them lies on the CPU by mistake, and they have the values they have there. The generator's backward pass is beyond libtorch's lazy
/// tensors, whose scalars come back in double precision.
/// </summary>
[Collection("Tensors")]
[OnTheCpu("it stands for a GPU where there is none.")]
public sealed class StepOffTheCpuTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose()
    {
        CpuKernels.AreLeftOut = false;
        _scope.Dispose();
    }

    [Theory]
    [InlineData("paper")]
    public void A_step_of_the_discriminators_has_the_losses_it_has_on_the_CPU(string name)
    {
        var there = TwoSteps(name, LazyDevice.Get());
        CpuKernels.AreLeftOut = true;
        var here = TwoSteps(name, CPU);

        Assert.Equal(here.Keys.Order(), there.Keys.Order());
        foreach (var (loss, value) in here) Assert.True(Math.Abs(value - there[loss]) <= 2e-4 * Math.Max(1, Math.Abs(value)), $"{loss}: {value} and {there[loss]}");
    }

    [Fact]
    public void Photos_become_what_they_become_on_the_CPU()
    {
        var (here, there) = (Synthesize(CPU), Synthesize(LazyDevice.Get()));

        Assert.Equal(here.Length, there.Length);
        Assert.All(here.Zip(there), bytes => Assert.InRange(bytes.First - bytes.Second, -1, 1));

        byte[] Synthesize(Device device)
        {
            var generator = new GlGanGenerator(GlGanPreset.Tiny.Generator.For(ModelPurpose.Frontal), seed: 3);
            generator.to(device);
            using var model = new GlGanModel(generator, ModelPurpose.Frontal);
            using var synthesizer = model.CreateSynthesizer();
            return synthesizer.Synthesize([TinyModel.Request(1)])[0].Pixels.ToArray();
        }
    }

    private static IReadOnlyDictionary<string, double> TwoSteps(string name, Device device)
    {
        using var rig = new StepRig(SmallRecipes.All[name], device, operators: new StillOperators()) { Trains = TrainedNetworks.Discriminators };
        rig.Run();
        rig.Run();
        Assert.All(rig.Generator.state_dict().Values, value => Assert.Equal(device.type, value.device_type));
        return rig.Step.Statistics.Read();
    }

    /// <summary>libtorch's fused Adam knows CPU, CUDA and Metal alone: here weights stay as they are.</summary>
    private sealed class StillOperators : FusedOperators
    {
        internal override void Adam(Tensor[] parameters, Tensor[] gradients, Tensor[] means, Tensor[] squares, Tensor[] steps, Tensor skip, double lr, double beta1, double beta2, double eps) =>
            Assert.All(gradients, gradient => Assert.Equal(parameters[0].device_type, gradient.device_type));
    }
}
