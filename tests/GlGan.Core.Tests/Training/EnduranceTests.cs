using GlGan.Batches;
using GlGan.Datasets;
using GlGan.Discriminators;
using GlGan.Generators;
using GlGan.Losses;
using GlGan.Pairs;
using GlGan.Rendering;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Training;

/// <summary>Long trainings of the Tiny preset with everything on. The explicit one: <c>-explicit only -class "*EnduranceTests" -diagnostics</c>.</summary>
[Collection("Tensors")]
public sealed class EnduranceTests
{
    private const int Batch = 2;
    private const int WarmUpSteps = 200; // whole intervals of the adaptive augmentation, which keeps a sum within one
    private const double AllowedGrowthMegabytes = 64;

    [Fact(Explicit = true)]
    public void Two_thousand_steps_with_everything_on_need_no_more_memory_than_two_hundred()
    {
        var (tensors, megabytes) = Train(steps: 2000, every: WarmUpSteps);

        Assert.Single(tensors.Skip(1).Distinct());
        Assert.InRange(megabytes[^1] - megabytes[1], double.MinValue, AllowedGrowthMegabytes);
    }

    [Fact]
    public void Some_steps_with_everything_on_leave_no_tensor_behind()
    {
        var (tensors, _) = Train(steps: 80, every: 16);

        Assert.Single(tensors.Skip(2).Distinct());
    }

    /// <summary>Live tensors and resident megabytes, every so many steps.</summary>
    private static (List<long> Tensors, List<double> Megabytes) Train(int steps, int every)
    {
        using var folder = new TemporaryFolder();
        var preset = GlGanPreset.Tiny;
        PatchDiscriminatorOptions patch = new() { BaseChannels = 16, Layers = 1, Outputs = 1, Conditional = true, SpectralNorm = true };
        using var generator = new GlGanGenerator(preset.Generator, 1);
        var discriminators = new DiscriminatorSetOptions { MultiScale = patch, Region = patch with { Conditional = false } }.Create(preset.Generator.Regions, 1);
        List<long> tensors = [];
        List<double> megabytes = [];
        var recorder = new TickRecorder(tick =>
        {
            if (tick.IsLast) return;
            tensors.Add(LiveTensors.Now());
            megabytes.Add(Environment.WorkingSet / 1048576.0);
            TestContext.Current.SendDiagnosticMessage($"{tick.Steps} steps: {megabytes[^1]:F0} MB resident, {tensors[^1]} tensors");
        });
        var objective = new TrainingObjective
        {
            Adversarial = new NonSaturatingLoss(),
            Penalties = [new R1Penalty(0.1), new R2Penalty(0.1, 8)],
            Terms = [.. new TrainingObjective().Terms, new(new MultiScalePixelLoss(), 1), new(new SymmetryLoss(), 0.3), new(new TotalVariationLoss(), 1e-3), new(new RegionFeatureMatchingLoss(), 1), new(new SignsLoss(), 1)],
        };
        var recipe = new TrainingRecipe
        {
            Objective = objective,
            Phases = TrainingPhase.JointThenFineTuning((long)steps * Batch * 2),
            Accumulation = 2,
            GradientNormLimit = 10,
            ImagePoolSize = 20,
            Augmentation = new AdaptiveAugmentation(),
            AugmentationControl = new() { RampImages = 2000 },
            TickImages = every * Batch * 2,
        };
        using var trainer = new GanTrainer(generator, discriminators, recipe, [recorder], new CheckpointStore(folder.FullPath, new() { EveryImages = recipe.TickImages }));
        var dataset = new SyntheticDataset(new SyntheticFaces(1), new() { Count = 64, ImageSize = 32 });
        using var loader = new BatchLoader(new RegionSynthesisTask(new AlignedFaces(dataset, new() { ImageSize = 32 })), new() { BatchSize = Batch });

        trainer.Train(new LoaderBatchSource(loader, CPU), TestContext.Current.CancellationToken);

        foreach (var discriminator in discriminators) discriminator.Dispose();
        Assert.Empty(recorder.Notices);
        return (tensors, megabytes);
    }
}
