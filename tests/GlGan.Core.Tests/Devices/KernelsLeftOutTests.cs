using GlGan.Kernels;
using GlGan.Tests.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Devices;

/// <summary>What a GPU will compute: whole steps and images by libtorch's operators alone are those of the kernels, within rounding.</summary>
[Collection("Tensors")]
[OnTheCpu("it compares the kernels of the CPU with what takes their place.")]
public sealed class KernelsLeftOutTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose()
    {
        CpuKernels.AreLeftOut = false;
        _scope.Dispose();
    }

    [Theory]
    [MemberData(nameof(SmallRecipes.Names), MemberType = typeof(SmallRecipes))]
    public void Steps_have_the_losses_and_gradients_of_those_with_kernels(string name)
    {
        var (exact, kernels, operators) = (TwoSteps(name, ScalarType.Float64), TwoSteps(name), TwoSteps(name, leftOut: true));

        Assert.Equal(kernels.Losses.Keys.Order(), operators.Losses.Keys.Order());
        foreach (var (loss, value) in kernels.Losses) Assert.True(Math.Abs(value - operators.Losses[loss]) <= 2e-4 * Math.Max(1, Math.Abs(value)), $"{loss}: {value} and {operators.Losses[loss]}");
        foreach (var (network, gradient) in exact.Gradients)
        {
            // Where rounding decides on which side of 0 a value lies, a gradient is there or is not.
            var (one, other) = (Distance(gradient, kernels.Gradients[network]), Distance(gradient, operators.Gradients[network]));

            Assert.True(one <= 0.05 && other <= 0.05, $"{network}: gradients differ from exact ones by {one:g3} of their length with kernels and by {other:g3} without.");
        }

        static double Distance(Tensor exact, Tensor got) => ((exact - got.@double()).norm() / exact.norm()).item<double>();
    }

    [Theory]
    [MemberData(nameof(SmallRecipes.Names), MemberType = typeof(SmallRecipes))]
    public void Images_are_those_of_kernels(string name)
    {
        var (expected, got) = (Image(name), Image(name, leftOut: true));

        TensorAssert.Close(expected, got, 1e-4, name);
    }

    private static (IReadOnlyDictionary<string, double> Losses, Dictionary<string, Tensor> Gradients) TwoSteps(string name, ScalarType type = ScalarType.Float32, bool leftOut = false)
    {
        CpuKernels.AreLeftOut = leftOut;
        // Without a change of weights: Adam moves a weight as far by a gradient that is nothing but rounding as by any other.
        using var rig = new StepRig(SmallRecipes.All[name] with { GeneratorLearningRate = 0, DiscriminatorLearningRate = 0 }, CPU, type);
        rig.Run();
        rig.Run();
        Dictionary<string, Tensor> gradients = [];
        foreach (var (network, optimizer) in ((string, GlGan.Training.FusedAdam)[])[("generator", rig.Step.GeneratorOptimizer), ("discriminators", rig.Step.DiscriminatorOptimizer)])
            gradients[network] = cat([.. optimizer.State.Where(entry => entry.Key.EndsWith(".mean", StringComparison.Ordinal)).Select(entry => entry.Value.reshape(-1))]);
        return (rig.Step.Statistics.Read(), gradients);
    }

    private static Tensor Image(string name, bool leftOut = false)
    {
        CpuKernels.AreLeftOut = leftOut;
        var recipe = SmallRecipes.All[name];
        using var rig = new StepRig(recipe, CPU);
        rig.Generator.eval();
        using var folded = rig.Generator.Fold();
        folded.eval();
        using var batch = new RandomBatches(recipe.Generator, batch: 2).Make(7);
        using var gradient = no_grad();
        return folded.call(batch.Input).Image;
    }
}
