using GlGan.Generators;
using GlGan.Layers;
using GlGan.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Tests.Losses;

/// <summary>Every loss of the assembly.</summary>
internal static class LossRegistry
{
    private static readonly long[] Image = [2, 3, 6, 6];
    private static readonly long[] Large = [2, 3, 8, 8];

    // Kept for good, so that the leak check counts what the losses make and not these.
    private static readonly TinyFeatureNetwork Network = new();
    private static readonly GlobalEncoderFeatures Encoder = new(CreateGlobal());

    internal static IReadOnlyList<LossCase> All { get; } =
    [
        .. AdversarialLosses.All.SelectMany(Adversarial),
        Penalty(new R1Penalty(2)),
        Penalty(new R2Penalty(2)),
        Penalty(new GradientPenalty()),
        new("pixel", typeof(PixelLoss), [Image, Image], x => new PixelLoss().Compute(LossContexts.Images(x[0], x[1], x[1]))),
        new("preservation", typeof(PreservationLoss), [Image, Image], x => new PreservationLoss().Compute(LossContexts.Images(x[0], x[0], x[1]))),
        new("global pixel", typeof(GlobalPixelLoss), [Image, Image], x => new GlobalPixelLoss().Compute(LossContexts.Images(x[1], x[0], x[1]))),
        new("local pixel", typeof(LocalPixelLoss), [Image, [2, 3, 2, 4], [2, 3, 4, 2]], x =>
        {
            using var centers = tensor(new[,] { { 2.25, 3 }, { 1.5, 4.75 } });
            return new LocalPixelLoss().Compute(LossContexts.Locals(x[0], (x[1], centers), (x[2], centers)));
        }),
        Features("feature matching", new FeatureMatchingLoss()),
        Features("feature matching, L2", new FeatureMatchingLoss(FeatureDistance.L2)),
        new("multi-scale pixel", typeof(MultiScalePixelLoss), [Large, Large], x => new MultiScalePixelLoss([1, 2, 4])
            .Compute(LossContexts.Images(x[0], x[0], x[1]))),
        new("symmetry", typeof(SymmetryLoss), [[2, 3, 8, 4], [2, 3, 8, 4]], x =>
        {
            using var image = cat([x[0], x[1]], 3);
            return new SymmetryLoss().Compute(LossContexts.Images(image, image, image));
        }, 0),
        new("total variation", typeof(TotalVariationLoss), [Image], x => new TotalVariationLoss().Compute(LossContexts.Images(x[0], x[0], x[0]))),
        new("perceptual", typeof(PerceptualLoss), [Image, Image], x => new PerceptualLoss(Network, [1, 3]).Compute(LossContexts.Images(x[0], x[0], x[1])), 1),
        new("identity", typeof(IdentityLoss), [Image, Image], x => new IdentityLoss(Network).Compute(LossContexts.Images(x[0], x[0], x[1])), 1),
        new("face likeness", typeof(FaceLikenessLoss), [Image, Image], x => new FaceLikenessLoss(2, 3) { Network = Network }.Compute(LossContexts.Images(x[0], x[0], x[1])), 1),
        new("region feature matching", typeof(RegionFeatureMatchingLoss), [Large, Large, [2, 3, 3, 4], [2, 3, 4, 2]], x =>
        {
            using var centers = tensor(new[,] { { 2.25, 3 }, { 1.5, 4.75 } });
            return new RegionFeatureMatchingLoss().Compute(LossContexts.Regions(x[0], x[1], Encoder, (x[2], centers), (x[3], centers)));
        }, 1, 2, 3),
    ];

    /// <summary>The names, for theories.</summary>
    public static TheoryData<string> Names() => [.. All.Select(loss => loss.Name)];

    internal static LossCase Named(string name) => All.Single(loss => loss.Name == name);

    private static GlobalGenerator CreateGlobal()
    {
        var global = new GlobalGenerator(new() { BaseChannels = 2, Depth = 2 });
        using var random = TestDevice.Random(3);
        WeightInitialization.He(global, random);
        return global.to(ScalarType.Float64);
    }

    private static IEnumerable<LossCase> Adversarial(IAdversarialLoss loss)
    {
        long[] logits = [2, loss.Outputs, 3, 4];
        var type = loss.GetType();
        var signed = loss is HingeLoss or WassersteinLoss;
        yield return new($"{type.Name}, discriminator", type, [logits, logits], x => loss.Discriminator(x[0], x[1])) { Signed = signed };
        yield return new($"{type.Name}, generator", type, [logits, logits], x => loss.Generator(x[0], x[1]), 0) { Signed = signed };
    }

    private static LossCase Features(string name, FeatureMatchingLoss loss) => new(
        name, typeof(FeatureMatchingLoss), [[1, 2, 3, 3], [1, 4, 2, 2], [1, 2, 3, 3], [1, 4, 2, 2]],
        x => loss.Compute(LossContexts.Features(x[0], new Judgement([LossContexts.Patch(x[0], x[1])], [LossContexts.Patch(x[2], x[3])]))), 0, 1);

    /// <summary>As a function of the discriminator's weights: the images are constants.</summary>
    private static LossCase Penalty(IDiscriminatorPenalty penalty)
    {
        var type = penalty.GetType();
        return new(type.Name, type, [Image, Image, [4, 3, 4, 4], [2, 4, 3, 3]], x =>
        {
            using var critic = new WeightedCritic(x[2], x[3]);
            return penalty.Compute(new(critic, new(x[0]), new(x[1]), Seed: 1, Step: 2));
        }, 0, 1);
    }
}
