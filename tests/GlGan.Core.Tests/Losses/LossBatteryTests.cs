using GlGan.Losses;
using static TorchSharp.torch;

namespace GlGan.Tests.Losses;

[Collection("Tensors")]
public sealed class LossBatteryTests
{
    public static TheoryData<string> Cases => LossRegistry.Names();

    [Fact]
    public void Every_loss_of_the_assembly_is_in_the_registry()
    {
        Type[] interfaces = [typeof(IAdversarialLoss), typeof(IGeneratorLoss), typeof(IDiscriminatorPenalty)];
        var losses = typeof(PixelLoss).Assembly.GetTypes().Where(type => !type.IsAbstract && interfaces.Any(wanted => wanted.IsAssignableFrom(type)));

        Assert.Empty(losses.Except(LossRegistry.All.Select(loss => loss.Type)).Select(type => type.Name));
    }

    [Theory, MemberData(nameof(Cases))]
    public void Gradients_equal_central_differences_and_constants_get_none(string name)
    {
        using var scope = NewDisposeScope();
        var sut = LossRegistry.Named(name);
        var leaves = sut.Leaves();

        GradientCheck.Run(() => sut.Compute(leaves), [.. leaves.Select((leaf, i) => ($"tensor {i}", leaf)).Where((_, i) => !sut.Constants.Contains(i))], samples: 12);

        sut.Compute(leaves).backward();
        foreach (var constant in sut.Constants)
            Assert.True(leaves[constant].grad is not { } gradient || gradient.abs().max().item<double>() == 0, $"Gradient flows into tensor {constant}.");
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_loss_is_a_finite_scalar_and_not_negative_unless_it_says_so(string name)
    {
        using var scope = NewDisposeScope();
        var sut = LossRegistry.Named(name);

        var loss = sut.Compute(sut.Leaves());

        Assert.Empty(loss.shape);
        Assert.InRange(sut.Signed ? Math.Abs(loss.item<double>()) : loss.item<double>(), 1e-3, 100);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Only_the_loss_stays_alive(string name)
    {
        var sut = LossRegistry.Named(name);
        var leaves = sut.Leaves();
        var before = LiveTensors.Settled();

        var loss = sut.Compute(leaves);

        Assert.Equal(before + 1, LiveTensors.Now());
        loss.Dispose();
        foreach (var leaf in leaves) leaf.Dispose();
    }

    [Fact]
    public void Names_are_lower_case_with_underscores_and_differ()
    {
        using var network = new TinyFeatureNetwork();
        IGeneratorLoss[] losses =
        [
            new PixelLoss(), new GlobalPixelLoss(), new LocalPixelLoss(), new FeatureMatchingLoss(), new MultiScalePixelLoss(), new SymmetryLoss(),
            new TotalVariationLoss(), new PerceptualLoss(network, [1]), new IdentityLoss(network), new RegionFeatureMatchingLoss(),
        ];
        string[] names =
        [
            "pixel", "global_pixel", "local_pixel", "feature_matching", "multi_scale_pixel", "symmetry",
            "total_variation", "perceptual", "identity", "region_feature_matching",
        ];

        Assert.Equal(names, losses.Select(loss => loss.Name));
    }
}
