using BenchmarkDotNet.Attributes;
using GlGan.Benchmarks.Baselines;
using GlGan.Benchmarks.Scenarios;
using GlGan.Discriminators;
using GlGan.Training;
namespace GlGan.Benchmarks.Micro;

/// <summary>The discriminators of <c>standard</c> on a batch of 4, and its PatchGAN on one scale: forward in evaluation mode, or forward and backward in training mode.</summary>
public class DiscriminatorBenchmark : PairBenchmark
{
    private const int Batch = 4;

    [Params("patch", "multi-scale", "region")]
    public string Kind { get; set; } = "patch";

    [Params(false, true)]
    public bool Backward { get; set; }

    protected override void Prepare()
    {
        var preset = GlGanPreset.Standard;
        var (options, regions) = (preset.Discriminators with { Scales = Kind == "patch" ? 1 : 2 }, preset.Generator.Regions);
        var discriminators = options.Create(regions, seed: 2);
        foreach (var discriminator in discriminators) Own(discriminator).train(Backward);
        var plain = Own(new PlainDiscriminators(options, regions));
        plain.CopyFrom(discriminators);
        plain.train(Backward);

        var input = Own(RandomInput.Create(preset.Generator, Batch, seed: 3));
        var image = Own(RandomInput.Target(preset.Generator, Batch, seed: 4)).requires_grad_(Backward);
        var library = discriminators[Kind == "region" ? 1 : 0];
        var read = new DiscriminatorInput(image, input.Global, input.Placement);
        Compare(
            () => [.. library.call(read).Select(output => output.Logits)],
            () => [.. (Kind == "region" ? plain.JudgeRegions(image, input) : plain.JudgePyramid(image, input)).Select(output => output.Logits)],
            Backward);
    }
}
