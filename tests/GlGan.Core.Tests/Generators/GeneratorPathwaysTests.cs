using GlGan.Generators;
using GlGan.Losses;
using GlGan.Tests.Training;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Generators;

[Collection("Tensors")]
public sealed class GeneratorPathwaysTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    [Fact]
    public void Without_LP_Gens_the_canvas_is_grey_and_the_crops_make_no_difference()
    {
        using var generator = Create(PathwayUse.Global);
        var (first, second) = (Input(1), Input(2));
        using var output = generator.call(first);
        using var other = generator.call(new GeneratorInput(first.Global, second.Local, second.Placement));

        Assert.Empty(generator.Local);
        Assert.Empty(output.LocalImages);
        Assert.Equal(0, output.LocalCanvas.abs().max().item<float>());
        Assert.True(output.Image.Equals(other.Image));
        Assert.Equal([2, 3, 32, 32], output.Image.shape);
    }

    [Fact]
    public void Without_GP_Gen_the_whole_image_makes_no_difference()
    {
        using var generator = Create(PathwayUse.Local);
        var (first, second) = (Input(1), Input(2));
        using var output = generator.call(first);
        using var other = generator.call(new GeneratorInput(second.Global, first.Local, first.Placement));

        Assert.Null(generator.Global);
        Assert.Null(output.GlobalImage);
        Assert.Equal(4, output.LocalImages.Count);
        Assert.True(output.Image.Equals(other.Image));
    }

    [Fact]
    public void Keys_of_the_pathway_that_is_left_out_are_not_there()
    {
        using var global = Create(PathwayUse.Global);
        using var local = Create(PathwayUse.Local);

        Assert.DoesNotContain(global.state_dict().Keys, key => key.StartsWith("local.") || key.StartsWith("fusion.reduce."));
        Assert.DoesNotContain(local.state_dict().Keys, key => key.StartsWith("global."));
    }

    [Fact]
    public void A_loss_of_a_missing_pathway_says_so()
    {
        using var global = Create(PathwayUse.Global);
        using var local = Create(PathwayUse.Local);
        var input = Input(1);
        GeneratorLossContext Context(GlGanGenerator generator) => new(input, generator.call(input), zeros(2, 3, 32, 32), []);

        Assert.Contains("'local_pixel' needs a generator with LP-Gens", Assert.Throws<InvalidOperationException>(() => new LocalPixelLoss().Compute(Context(global))).Message);
        Assert.Contains("'global_pixel' needs a generator with GP-Gen", Assert.Throws<InvalidOperationException>(() => new GlobalPixelLoss().Compute(Context(local))).Message);
    }

    public void Dispose() => _scope.Dispose();

    private static GlGanGenerator Create(PathwayUse pathways)
    {
        var generator = new GlGanGenerator(GlGanPreset.Tiny.Generator with { Pathways = pathways }, seed: 1);
        generator.eval();
        return generator;
    }

    private static GeneratorInput Input(int number)
    {
        using var made = new RandomBatches(TrainingRig.Options, batch: 2).Make(number);
        return made.Input.To(CPU, ScalarType.Float32);
    }
}
