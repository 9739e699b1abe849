using GlGan.Batches;
using GlGan.Generators;
using GlGan.Kernels;
using GlGan.Layers;
using GlGan.Pairs;
using GlGan.Rendering;
using GlGan.Synthesis;
using GlGan.Tensors;
using GlGan.Tests.Synthesis;
using GlGan.Tests.Training;
using GlGan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Tests.Devices;

/// <summary>Whole steps and images on another device than the CPU: nothing of them lies on the CPU by mistake, and they have the values they have there.</summary>
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
    [MemberData(nameof(SmallRecipes.Names), MemberType = typeof(SmallRecipes))]
    public void A_step_has_the_losses_it_has_on_the_CPU(string name)
    {
        var there = TwoSteps(name, LazyDevice.Get());
        CpuKernels.AreLeftOut = true;
        var here = TwoSteps(name, CPU);

        Assert.Equal(here.Losses.Keys.Order(), there.Losses.Keys.Order());
        foreach (var (loss, value) in here.Losses) Assert.True(Math.Abs(value - there.Losses[loss]) <= 2e-4 * Math.Max(1, Math.Abs(value)), $"{loss}: {value} and {there.Losses[loss]}");
        for (var i = 0; i < here.Gradients.Length; i++)
        {
            var difference = ((here.Gradients[i] - there.Gradients[i]).norm() / here.Gradients[i].norm()).item<float>();
            Assert.True(difference <= 0.05, $"Gradients of optimiser {i} differ by {difference:g3} of their length.");
        }
    }

    [Fact]
    public void Adam_moves_weights_as_on_the_CPU_and_leaves_bad_steps_out()
    {
        var (here, there) = (Steps(CPU), Steps(LazyDevice.Get()));

        TensorAssert.Close(here, there, 1e-6);

        static Tensor Steps(Device device)
        {
            using var operators = new FusedOperators();
            using var random = new Generator(3, CPU);
            Tensor[] one = [rand([4, 3], device: CPU, generator: random).to(device)], means = [zeros([4, 3], device: device)], squares = [zeros([4, 3], device: device)], counts = [zeros([], device: device)];
            for (var step = 0; step < 5; step++)
            {
                var gradient = (rand([4, 3], device: CPU, generator: random) - 0.5f).to(device);
                if (step is 0 or 3) operators.Adam(one, [gradient * double.NaN], means, squares, counts, ones([], device: device), 0.01, 0.5, 0.999, 1e-8);
                operators.Adam(one, [gradient], means, squares, counts, zeros([], device: device), 0.01, 0.5, 0.999, 1e-8);
            }

            Assert.Equal(5, counts[0].item<float>());
            return one[0].cpu();
        }
    }

    // Prepared batches, statistics, average, checkpoints and going on from them.
    [Fact]
    public void A_training_runs_there_and_goes_on_from_its_checkpoints()
    {
        using var folder = new TemporaryFolder();
        var recorder = new TickRecorder();

        Train(images: 4);
        var weights = Train(images: 8);

        Assert.Equal(8, recorder.Ticks[^1].Images);
        Assert.All(recorder.Ticks[^1].Losses.Values, loss => Assert.True(double.IsFinite(loss)));
        Assert.All(weights, type => Assert.Equal(LazyDevice.Type, type));

        DeviceType[] Train(int images)
        {
            using var rig = new TrainingRig();
            foreach (var network in rig.Networks) network.to(LazyDevice.Get());
            using var loader = new BatchLoader(new FrontalViewTask(new SyntheticFaces(seed: 1), new() { ImageSize = TrainingRig.Options.ImageSize }), new() { BatchSize = 2 });
            TrainingRecipe recipe = new() { Phases = TrainingRig.Joint(images), TickImages = 4, Schedule = new ConstantSchedule() };
            using var trainer = new GanTrainer(rig.Generator, rig.Discriminators, recipe, [recorder], new CheckpointStore(folder.FullPath));
            trainer.Resume(allowChanges: true);
            trainer.Train(new LoaderBatchSource(loader, LazyDevice.Get()), TestContext.Current.CancellationToken);
            return [.. trainer.Average.state_dict().Values.Select(value => value.device_type)];
        }
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

    private static (IReadOnlyDictionary<string, double> Losses, Tensor[] Gradients) TwoSteps(string name, Device device)
    {
        using var rig = new StepRig(SmallRecipes.All[name] with { GeneratorLearningRate = 0, DiscriminatorLearningRate = 0 }, device);
        rig.Run();
        rig.Run();
        Assert.All(rig.Generator.state_dict().Values, value => Assert.Equal(device.type, value.device_type));
        Tensor[] gradients = [.. new[] { rig.Step.GeneratorOptimizer, rig.Step.DiscriminatorOptimizer }
            .Select(optimizer => cat([.. optimizer.State.Where(entry => entry.Key.EndsWith(".mean", StringComparison.Ordinal)).Select(entry => entry.Value.cpu().reshape(-1))]))];
        return (rig.Step.Statistics.Read(), gradients);
    }
}
