using System.Text.RegularExpressions;
using GlGan.Batches;
using GlGan.Pairs;
using GlGan.Tensors;
using GlGan.Tests.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Devices;

/// <summary>What makes the CPU wait for a GPU: values that are read, and memory that is copied without page locks.</summary>
[Collection("Tensors")]
public sealed partial class StepTrafficTests
{
    // In folders that take part in a step.
    private static readonly string[] Rooms = ["Batches", "Discriminators", "Generators", "Kernels", "Layers", "Losses", "Training"];

    [Theory]
    [InlineData("tiny")]
    [InlineData("all terms")]
    [InlineData("penalty r1")]
    [InlineData("DiffAugment")]
    [InlineData("image pool")]
    [InlineData("accumulation")]
    [InlineData("gradient norm")]
    public void A_step_reads_nothing(string name)
    {
        using var rig = new StepRig(SmallRecipes.All[name], CPU);
        var before = DeviceTraffic.Reads;

        for (var step = 0; step < 5; step++) rig.Run();

        Assert.Equal(before, DeviceTraffic.Reads);
    }

    // The one value that steps are made of: it decides what the next images look like.
    [Fact]
    public void Adaptive_augmentation_reads_one_value_per_interval()
    {
        using var rig = new StepRig(SmallRecipes.All["ADA"] with { AugmentationControl = new() { IntervalSteps = 4 } }, CPU);
        var before = DeviceTraffic.Reads;

        for (var step = 0; step < 8; step++) rig.Run();

        Assert.Equal(before + 2, DeviceTraffic.Reads);
    }

    [Fact]
    public void Whoever_takes_part_in_a_step_reads_and_sends_by_the_counted_ways_alone()
    {
        // Kernels serve the CPU, files are written from it, a state is restored once, and ranks meet on it.
        string[] allowed = ["Kernels/BoxAxis.cs", "Training/Ranks/RankedTraining.cs", "Training/Steps/LossStatistics.cs", "Training/Augmentation/AugmentationController.cs", "Layers/BatchNormalization.cs"];

        var found = Rooms
            .SelectMany(room => Directory.EnumerateFiles(RepositoryFiles.At("src", "GlGan.Core", room), "*.cs", SearchOption.AllDirectories))
            .Where(file => !allowed.Any(file.Replace('\\', '/').EndsWith))
            .SelectMany(file => File.ReadLines(file).Where(line => Traffic().IsMatch(line) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal)).Select(line => $"{Path.GetFileName(file)}: {line.Trim()}"));

        Assert.Empty(found);
    }

    [Fact]
    public void Batches_that_are_prepared_come_next_and_do_not_move_the_position_before()
    {
        var source = new RandomBatches(TrainingRig.Options);
        using var steps = new StepBatches(source, BatchShare.For(1, 0, 1));
        steps.Prepare(TestContext.Current.CancellationToken);
        steps.Prepare(TestContext.Current.CancellationToken);

        Assert.Equal((1, 0L), (source.Made, steps.Position));
        using (var first = steps.Next(TestContext.Current.CancellationToken))
        using (var expected = source.Make(0)) TensorAssert.Same(expected.Target, first.Batches[0].Target);
        Assert.Equal((1, 1L), (source.Made, steps.Position));
    }

    [Fact]
    public void What_goes_wrong_in_preparing_is_told_where_the_batches_are_asked_for()
    {
        using var steps = new StepBatches(new RandomBatches(TrainingRig.Options) { BeforeNext = _ => throw new IOException("gone") }, BatchShare.For(1, 0, 1));

        steps.Prepare(TestContext.Current.CancellationToken);

        Assert.Equal("gone", Assert.Throws<IOException>(() => steps.Next(TestContext.Current.CancellationToken)).Message);
    }

    [Fact]
    public void Prepared_batches_that_nobody_asks_for_are_freed() => LiveTensors.AssertNoneLeftBy(() =>
    {
        using var steps = new StepBatches(new RandomBatches(TrainingRig.Options), BatchShare.For(1, 0, 1));
        steps.Prepare(TestContext.Current.CancellationToken);
    });

    [GeneratedRegex(@"\.item<|\.To(Single|Double|Int32|Int64|Boolean)\(|\.cpu\(\)|\.data<|pin_memory|(?<![\w.])tensor\(.*device:(?! CPU)")]
    private static partial Regex Traffic();
}
