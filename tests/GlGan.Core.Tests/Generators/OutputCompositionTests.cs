using GlGan.Generators;
using GlGan.Layers;
using GlGan.Synthesis;
using GlGan.Tests.Training;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Generators;

[Collection("Tensors")]
public sealed class OutputCompositionTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void What_lies_outside_the_regions_is_the_inputs_own_to_the_last_bit()
    {
        var (generator, input) = Create(OutputComposition.Regions);
        var outside = input.Placement.Select(region => RegionCanvas.Mask(region.Value, 20, 20, 32, ScalarType.Float32)).Aggregate(maximum).eq(0).expand(2, 3, 32, 32);

        using var output = generator.call(input);

        Assert.InRange(outside.to(ScalarType.Float32).mean().item<float>(), 0.1f, 0.8f);
        Assert.True(output.Image.masked_select(outside).Equals(input.Global.masked_select(outside)));
        Assert.False(output.Image.Equals(input.Global));
    }

    [Fact]
    public void What_lies_outside_a_refined_face_is_the_priors_own()
    {
        var (generator, input) = Create(OutputComposition.Refine);
        var outside = input.Prior!.narrow(1, 3, 2).sum(1, keepdim: true).eq(0).expand(2, 3, 32, 32);

        using var output = generator.call(input);

        Assert.True(output.Image.masked_select(outside).Equals(input.Prior.narrow(1, 0, 3).masked_select(outside)));
        Assert.False(output.Image.Equals(input.Prior.narrow(1, 0, 3)));
    }

    [Theory]
    [InlineData(1, 0, 0.5)]
    [InlineData(0, 0.7, 2)]
    public void A_generator_with_a_prior_starts_from_what_it_knows_and_paints_the_rest(float known, double atLeast, double atMost)
    {
        var (generator, input) = Create(OutputComposition.Prior);
        var prior = input.Prior!.narrow(1, 0, 3);
        using var shown = new GeneratorInput(input.Global.alias(), new Dictionary<string, Tensor>(input.Local), new Dictionary<string, Tensor>(input.Placement))
        {
            Prior = cat([prior, full([2, 1, 32, 32], known), zeros(2, 1, 32, 32)], 1),
        };

        using var output = generator.call(shown);

        Assert.InRange(((output.Image - prior).abs().mean() / prior.abs().mean()).item<float>(), atLeast, atMost);
    }

    [Fact]
    public void A_generator_that_reads_a_prior_asks_for_it()
    {
        var (generator, input) = Create(OutputComposition.Prior);
        using var without = new GeneratorInput(input.Global.alias(), new Dictionary<string, Tensor>(input.Local), new Dictionary<string, Tensor>(input.Placement));

        Assert.Contains("reads a geometric prior", Assert.Throws<ArgumentException>(() => generator.call(without)).Message);
    }

    [Theory]
    [InlineData(ModelPurpose.Region, OutputComposition.Regions)]
    [InlineData(ModelPurpose.Frontal, OutputComposition.Prior)]
    [InlineData(ModelPurpose.Swap, OutputComposition.Refine)]
    [InlineData(ModelPurpose.Paired, OutputComposition.Repaint)]
    public void A_purpose_has_its_composition_unless_one_is_chosen(ModelPurpose purpose, OutputComposition composition)
    {
        Assert.Equal(composition, GlGanPreset.Tiny.Generator.For(purpose).Composition);
        Assert.Equal(OutputComposition.Repaint, (GlGanPreset.Tiny.Generator with { Composition = OutputComposition.Repaint }).For(purpose).Composition);
    }

    private static (GlGanGenerator Generator, GeneratorInput Input) Create(OutputComposition composition)
    {
        var options = TrainingRig.Options with { Composition = composition };
        var generator = new GlGanGenerator(options, seed: 1);
        generator.eval();
        using var batch = new RandomBatches(options, batch: 2).Make(1);
        return (generator, batch.Input.To(CPU, ScalarType.Float32));
    }
}
