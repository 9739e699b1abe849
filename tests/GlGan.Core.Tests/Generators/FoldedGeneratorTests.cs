using GlGan.Faces;
using GlGan.Generators;
using GlGan.Layers;
using GlGan.Tests.Training;
using GlGan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Tests.Generators;

[Collection("Tensors")]
public sealed class FoldedGeneratorTests
{
    [Theory]
    [InlineData(NormKind.Batch, PathwayUse.Both)]
    [InlineData(NormKind.Instance, PathwayUse.Both)]
    [InlineData(NormKind.Batch, PathwayUse.Global)]
    [InlineData(NormKind.Batch, PathwayUse.Local)]
    public void A_folded_generator_makes_the_images_of_the_original(NormKind norm, PathwayUse pathways)
    {
        using var generator = Trained(norm, pathways);
        using var folded = generator.Fold();
        using var batch = new RandomBatches(generator.Options, batch: 2).Make(1);
        using var scope = NewDisposeScope();
        using var gradient = no_grad();

        using var output = folded.call(batch.Input);
        using var expected = generator.call(batch.Input);
        generator.to(ScalarType.Float64);
        using var wide = batch.Input.To(CPU, ScalarType.Float64);
        using var exact = generator.call(wide);

        // Both round, in another order.
        Assert.InRange(TensorAssert.Distance(exact.Image, output.Image), 0, 3 * TensorAssert.Distance(exact.Image, expected.Image));
        TensorAssert.Close(expected.Image, output.Image, 1e-4);
        TensorAssert.Close(expected.LocalCanvas, output.LocalCanvas, 1e-4);
        Assert.DoesNotContain(folded.modules(), module => module is BatchNormalization);
    }

    [Fact]
    public void Folding_leaves_the_original_as_it_was_and_takes_no_part_in_a_scope_of_the_caller()
    {
        using var generator = Trained(NormKind.Batch, PathwayUse.Both);
        using var batch = new RandomBatches(generator.Options, batch: 1).Make(1);
        var before = generator.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());

        GlGanGenerator folded;
        using (NewDisposeScope()) folded = generator.Fold();

        using (folded)
        {
            foreach (var (key, value) in generator.state_dict()) TensorAssert.Same(before[key], value, key);
            foreach (var value in before.Values) value.Dispose();
            using var output = folded.call(batch.Input);
            Assert.True(TensorAssert.IsFinite(output.Image));
        }
    }

    private static GlGanGenerator Trained(NormKind norm, PathwayUse pathways)
    {
        var options = GlGanPreset.Tiny.Generator;
        return TrainedGenerator.Create(options with
        {
            Pathways = pathways,
            Regions = [FaceRegion.Nose, FaceRegion.Mouth],
            Global = options.Global with { Norm = norm, BottleneckBlocks = 1 },
            Local = options.Local with { Norm = norm },
            Fusion = options.Fusion with { Norm = norm },
        });
    }
}
