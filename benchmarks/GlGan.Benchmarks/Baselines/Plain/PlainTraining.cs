using GlGan.Generators;
using GlGan.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Benchmarks.Baselines;

/// <summary>
/// The joint step as one writes it after TorchSharp's examples, with the library's default objective and rates: the discriminators see reals and fakes one
/// after the other, in the generator's step their weights get gradients too, and the average is a loop over the parameters.
/// </summary>
internal sealed class PlainTraining : IDisposable
{
    private static readonly TrainingRecipe Defaults = new();

    private readonly GlGanPreset _preset;
    private readonly OptimizerHelper _generatorOptimizer;
    private readonly OptimizerHelper _discriminatorOptimizer;
    private readonly Dictionary<string, Tensor> _losses = [];
    private long _images;

    /// <summary>Builds the networks with PyTorch's default initial weights.</summary>
    /// <param name="preset">A preset of conditional and region discriminators.</param>
    /// <param name="device">Where to train; <see langword="null"/> is the CPU.</param>
    internal PlainTraining(GlGanPreset preset, Device? device = null)
    {
        _preset = preset;
        Generator = new PlainGenerator(preset.Generator).to(device ?? CPU);
        Average = new PlainGenerator(preset.Generator).to(device ?? CPU);
        Discriminators = new PlainDiscriminators(preset.Discriminators, preset.Generator.Regions).to(device ?? CPU);
        Average.eval();
        _generatorOptimizer = optim.Adam(Generator.parameters(), Defaults.GeneratorLearningRate, Defaults.Beta1, Defaults.Beta2);
        _discriminatorOptimizer = optim.Adam(Discriminators.parameters(), Defaults.DiscriminatorLearningRate, Defaults.Beta1, Defaults.Beta2);
    }

    internal PlainGenerator Generator { get; }

    /// <summary>The averaged generator.</summary>
    internal PlainGenerator Average { get; }

    internal PlainDiscriminators Discriminators { get; }

    /// <summary>The unweighted losses of the last step by the library's names. Reading waits for the device.</summary>
    internal IReadOnlyDictionary<string, double> Losses => _losses.ToDictionary(loss => loss.Key, loss => (double)loss.Value.item<float>());

    private (string Name, Module Network)[] Networks => [("generator.dat", Generator), ("average.dat", Average), ("discriminators.dat", Discriminators)];

    private (string Name, OptimizerHelper Optimizer)[] Optimizers =>
        [("generator-optimizer.dat", _generatorOptimizer), ("discriminator-optimizer.dat", _discriminatorOptimizer)];

    /// <summary>Freezes GP-Gen, as the second phase does.</summary>
    internal void FreezeGlobal()
    {
        Generator.Global.eval();
        foreach (var parameter in Generator.Global.parameters()) parameter.requires_grad = false;
    }

    /// <summary>Updates the discriminators, the generator and the average.</summary>
    /// <param name="input">What the generator reads; borrowed.</param>
    /// <param name="target">What it should make, <c>[N, 3, S, S]</c>; borrowed.</param>
    internal void Step(GeneratorInput input, Tensor target)
    {
        using var scope = NewDisposeScope();
        var output = Generator.call(input);

        _discriminatorOptimizer.zero_grad();
        var realJudgement = Discriminators.call(target, input);
        var fakeJudgement = Discriminators.call(output.Image.detach(), input);
        var discriminatorLoss = (PlainLosses.CrossEntropy(realJudgement, PlainLosses.Real) + PlainLosses.CrossEntropy(fakeJudgement, PlainLosses.Fake)) * 0.5;
        discriminatorLoss.backward();
        _discriminatorOptimizer.step();

        _generatorOptimizer.zero_grad();
        using (no_grad()) realJudgement = Discriminators.call(target, input);
        fakeJudgement = Discriminators.call(output.Image, input);
        var adversarial = PlainLosses.CrossEntropy(fakeJudgement, PlainLosses.Real);
        var featureMatching = PlainLosses.FeatureMatching(realJudgement, fakeJudgement);
        var pixel = functional.l1_loss(output.Image, target);
        var globalPixel = functional.l1_loss(output.GlobalImage, target);
        var localPixel = PlainLosses.LocalPixel(_preset.Generator.Regions, output.LocalImages, input, target);
        (adversarial + 10 * featureMatching + 100 * pixel + 50 * globalPixel + 50 * localPixel).backward();
        _generatorOptimizer.step();

        UpdateAverage(input.Count);
        Keep(
            ("discriminator", discriminatorLoss), ("generator", adversarial), ("feature_matching", featureMatching),
            ("pixel", pixel), ("global_pixel", globalPixel), ("local_pixel", localPixel));
    }

    /// <summary>Writes networks and optimisers into a folder.</summary>
    internal void Save(string folder)
    {
        foreach (var (name, network) in Networks) network.save(Path.Combine(folder, name));
        foreach (var (name, optimizer) in Optimizers) optimizer.save_state_dict(Path.Combine(folder, name));
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    internal void Load(string folder)
    {
        foreach (var (name, network) in Networks) network.load(Path.Combine(folder, name));
        foreach (var (name, optimizer) in Optimizers) optimizer.load_state_dict(Path.Combine(folder, name));
    }

    public void Dispose()
    {
        Keep();
        _generatorOptimizer.Dispose();
        _discriminatorOptimizer.Dispose();
        Generator.Dispose();
        Average.Dispose();
        Discriminators.Dispose();
    }

    private void UpdateAverage(long batch)
    {
        using var gradient = no_grad();
        _images += batch;
        var decay = Math.Pow(0.5, batch / Math.Min(Defaults.AverageHalfLifeImages, 0.05 * _images));
        foreach (var (average, parameter) in Average.parameters().Zip(Generator.parameters())) average.mul_(decay).add_(parameter, 1 - decay);
        foreach (var (average, buffer) in Average.buffers().Zip(Generator.buffers())) average.copy_(buffer);
    }

    private void Keep(params (string Name, Tensor Loss)[] losses)
    {
        foreach (var loss in _losses.Values) loss.Dispose();
        _losses.Clear();
        foreach (var (name, loss) in losses) _losses[name] = loss.detach().DetachFromDisposeScope();
    }
}
