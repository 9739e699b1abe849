using GlGan.Discriminators;
using GlGan.Faces;
using GlGan.Generators;
using GlGan.Layers;
using GlGan.Losses;
using GlGan.Tensors;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Training;

/// <summary>One fixed batch, each kind of network alone: whatever cannot learn that by heart has its gradients wrong.</summary>
[Collection("Tensors")]
public sealed class OverfittingTests
{
    [Fact]
    public void GP_Gen_learns_one_image_by_heart()
    {
        using var network = new GlobalGenerator(GlGanPreset.Tiny.Generator.Global);

        var (first, last) = Fit(network, [1, 3, 32, 32], x => network.call(x).Image);

        Assert.True(last < first / 4, $"{first:g4} → {last:g4}");
    }

    [Fact]
    public void LP_Gen_learns_one_crop_by_heart()
    {
        using var network = new LocalGenerator(GlGanPreset.Tiny.Generator.Local);

        var (first, last) = Fit(network, [1, 3, 12, 8], x => network.call(x).Image);

        Assert.True(last < first / 4, $"{first:g4} → {last:g4}");
    }

    [Theory]
    [InlineData(nameof(PatchDiscriminator))]
    [InlineData(nameof(MultiScaleDiscriminator))]
    [InlineData(nameof(RegionDiscriminator))]
    public void A_discriminator_tells_one_fixed_real_from_one_fixed_fake(string kind)
    {
        PatchDiscriminatorOptions options = new() { BaseChannels = 8, Layers = 1 };
        using Discriminator network = kind switch
        {
            nameof(PatchDiscriminator) => new PatchDiscriminator(options),
            nameof(MultiScaleDiscriminator) => new MultiScaleDiscriminator(options),
            _ => new RegionDiscriminator(options, [FaceRegion.Nose]),
        };
        using var scope = NewDisposeScope();
        using var random = TestDevice.Random(2);
        var placement = new Dictionary<string, Tensor> { ["nose"] = full([2, 2], 15.5f) };
        var input = new DiscriminatorInput(rand([2, 3, 32, 32], generator: random) * 2 - 1, Placement: placement);
        var adversarial = new TwoClassCrossEntropyLoss();

        var (first, last) = Minimize(network, 30, () => network.call(input).Select(output => output.Halves())
            .Select(halves => adversarial.Discriminator(halves.Real.Logits, halves.Fake.Logits)).Aggregate((sum, next) => sum + next));

        Assert.True(first > 0.6, $"{first:g4}");
        Assert.True(last < 0.1, $"{first:g4} → {last:g4}");
    }

    private static (double First, double Last) Fit(nn.Module network, long[] shape, Func<Tensor, Tensor> run)
    {
        using var scope = NewDisposeScope();
        using var random = TestDevice.Random(1);
        WeightInitialization.He(network, random);
        var input = rand(shape, generator: random) * 2 - 1;
        var target = (input.flip(3) * 0.5).roll(1, 1);
        return Minimize(network, 60, () => nn.functional.l1_loss(run(input), target));
    }

    private static (double First, double Last) Minimize(nn.Module network, int steps, Func<Tensor> loss)
    {
        using var operators = new FusedOperators();
        using var optimizer = new FusedAdam(operators, [.. network.named_parameters()]);
        double first = 0, last = 0;
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            var value = loss();
            value.backward();
            optimizer.Step(new(5e-3, 0.9, 0.999), zeros([]));
            last = value.item<float>();
            if (step == 0) first = last;
        }

        return (first, last);
    }
}
