using GlGan.Batches;
using GlGan.Datasets;
using GlGan.Generators;
using GlGan.Kernels;
using GlGan.Pairs;
using GlGan.Rendering;
using GlGan.Tensors;
using GlGan.Tests.Training;
using GlGan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Tests.Devices;

/// <summary>Networks that compute in bfloat16 from end to end learn what those in float32 learn. bfloat16 has 8 bits, a relative error of 0.4 % each time a value is kept.</summary>
[Collection("Tensors")]
public sealed class BFloat16StepTests : IDisposable
{
    private static readonly TrainingPrecision BFloat16 = new() { BFloat16Convolutions = true, ChannelsLast = true };

    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose()
    {
        CpuKernels.AreLeftOut = false;
        _scope.Dispose();
    }

    /// <summary>What changes which operators see bfloat16: each kind of network, normalisation, fusion, composition and penalty.</summary>
    public static TheoryData<string> Recipes() =>
        [.. SmallRecipes.All.Keys.Where(name => name is "tiny" or "all terms" or "spectral norm" or "paper" || name.Split(' ')[0] is "composition" or "pathways" or "fusion" or "normalisation" or "penalty")];

    // Rounding changes most losses by less than 1 %, a sum of signed judgements by some hundredths, and by a few more the squared gradients of a penalty and the likeness that a network sees in images.
    [Theory]
    [MemberData(nameof(Recipes))]
    public void A_step_has_nearly_the_losses_and_the_direction_of_float32(string name)
    {
        using var float32 = new Tf32Scope(allow: false);
        var (exact, rounded) = (Step(name, new()), Step(name, BFloat16));

        Assert.Equal(exact.Losses.Keys.Order(), rounded.Losses.Keys.Order());
        foreach (var (loss, value) in exact.Losses)
        {
            var allowed = loss is "face_likeness/identity" or "r1" or "r2" or "gradient_penalty" ? 0.08 : 0.04;
            Assert.True(Math.Abs(rounded.Losses[loss] - value) <= allowed * Math.Abs(value) + 1e-6, $"{loss}: {rounded.Losses[loss]:g4}, in float32 {value:g4}");
        }

        Assert.InRange(Cosine(exact.Discriminators, rounded.Discriminators), 0.98, 0.99999);
        Assert.InRange(Cosine(exact.Generator, rounded.Generator), 0.75, 0.9999);
    }

    // As on a GPU, where no kernel of the CPU makes any. Weights are cast once per update, and what lies between convolutions not at all.
    [Fact]
    [OnTheCpu("it leaves out the kernels of the CPU.")]
    public void A_step_makes_hardly_more_tensors_than_in_float32()
    {
        CpuKernels.AreLeftOut = true;
        var (exact, rounded) = (TensorsOfAStep(new()), TensorsOfAStep(BFloat16));

        Assert.InRange(rounded, exact, 1.15 * exact);
    }

    // Over the last fifty steps. What is learnt is the same within a tenth; who is ahead of whom among adversaries is as unlike as between two ways of rounding in float32.
    [Fact]
    [OnTheCpu("two ways of rounding in float32 are known there.")]
    public void Two_hundred_steps_learn_as_much_as_in_float32()
    {
        var (exact, rounded) = (LossesAfterTwoHundredSteps(new()), LossesAfterTwoHundredSteps(BFloat16));

        Assert.Equal(exact.Keys.Order(), rounded.Keys.Order());
        foreach (var (loss, value) in exact)
        {
            var allowed = loss is "generator" or "discriminator" ? 0.25 : 0.1;
            Assert.True(Math.Abs(rounded[loss] - value) <= allowed * value, $"{loss}: {rounded[loss]:g4}, in float32 {value:g4}");
        }
    }

    private static (IReadOnlyDictionary<string, double> Losses, Tensor Generator, Tensor Discriminators) Step(string name, TrainingPrecision precision)
    {
        using var rig = new StepRig(SmallRecipes.All[name] with { GeneratorLearningRate = 0, DiscriminatorLearningRate = 0, Precision = precision }, TestDevice.Current);
        rig.Run();
        return (rig.Step.Statistics.Read(), Means(rig.Step.GeneratorOptimizer), Means(rig.Step.DiscriminatorOptimizer));
    }

    private static long TensorsOfAStep(TrainingPrecision precision)
    {
        using var rig = new StepRig(SmallRecipes.All["tiny"] with { Precision = precision }, CPU);
        rig.Run();
        var batches = rig.Batches();
        var before = Made();
        rig.Run(batches);
        var made = Made() - before;
        foreach (var batch in batches) batch.Dispose();
        return made;

    }

    private static long Made() => DisposeScopeManager.Statistics.CreatedInScopeCount + DisposeScopeManager.Statistics.CreatedOutsideScopeCount;

    private static Tensor Means(FusedAdam optimizer) =>
        cat([.. optimizer.State.Where(entry => entry.Key.EndsWith(".mean", StringComparison.Ordinal)).Select(entry => entry.Value.reshape(-1))]);

    private static IReadOnlyDictionary<string, double> LossesAfterTwoHundredSteps(TrainingPrecision precision)
    {
        const int Steps = 200;
        var recorder = new TickRecorder();
        var recipe = SmallRecipes.All["tiny"];
        recipe = recipe with { Phases = TrainingPhase.JointThenFineTuning(Steps * recipe.BatchSize), TickImages = Steps * recipe.BatchSize / 4, Precision = precision };
        using var generator = new GlGanGenerator(recipe.Generator, 1);
        var discriminators = recipe.Discriminators.Create(recipe.Generator.Regions, 1);
        using var trainer = new GanTrainer(generator, discriminators, recipe, [recorder]);
        var size = recipe.Generator.ImageSize;
        var dataset = new SyntheticDataset(new SyntheticFaces(1), new() { Count = 64, ImageSize = size });
        using var loader = new BatchLoader(new RegionSynthesisTask(new AlignedFaces(dataset, new() { ImageSize = size })), new() { BatchSize = recipe.BatchSize });

        trainer.Train(new LoaderBatchSource(loader, CPU), TestContext.Current.CancellationToken);

        foreach (var discriminator in discriminators) discriminator.Dispose();
        return recorder.Ticks[^1].Losses;
    }

    private static double Cosine(Tensor left, Tensor right) => (left.dot(right) / (left.norm() * right.norm())).item<float>();
}
