using GlGan.Benchmarks.Baselines;
using GlGan.Layers;
using GlGan.Losses;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Benchmarks.Micro;

/// <summary>
/// A loss of the library, and the same as one writes it with TorchSharp's operators. Adversarial losses are the discriminator's and the generator's part together;
/// feature networks are the same in both.
/// </summary>
/// <param name="Name">Name of the loss.</param>
/// <param name="Library">The library's value.</param>
/// <param name="Plain">The plain value.</param>
internal sealed record LossPair(string Name, Func<LossMaterial, Tensor> Library, Func<LossMaterial, Tensor> Plain)
{
    private static readonly double[] Weights = [1, 1, 1, 1, 1];

    /// <summary>All losses and penalties there are.</summary>
    internal static IReadOnlyList<LossPair> All { get; } =
    [
        Adversarial("vanilla", new VanillaLoss(), (r, f) => Labelled(r, 0.9) + Labelled(f, 0) + Labelled(f, 0.9)),
        Adversarial("least_squares", new LeastSquaresLoss(), (r, f) => 0.5 * ((r - 1).pow(2).mean() + f.pow(2).mean()) + (f - 1).pow(2).mean()),
        Adversarial("hinge", new HingeLoss(), (r, f) => (1 - r).relu().mean() + (1 + f).relu().mean() - f.mean()),
        Adversarial("wasserstein", new WassersteinLoss(), (r, f) => f.mean() - r.mean() - f.mean()),
        Adversarial("non_saturating", new NonSaturatingLoss(), (r, f) => Softplus(-r) + Softplus(f) + Softplus(-f)),
        Adversarial("relativistic", new RelativisticLoss(), (r, f) => Softplus(f - r) + Softplus(r.detach() - f)),
        Adversarial("label_distance", new LabelDistanceLoss(), (r, f) => 0.5 * ((r.sigmoid() - 1).abs().mean() + f.sigmoid().mean()) + (f.sigmoid() - 1).abs().mean()),
        new("two_class", TwoClasses, m => PlainLosses.CrossEntropy(m.Plain(judgement => judgement.Fake), PlainLosses.Real)),
        Of(new FeatureMatchingLoss(), m => PlainLosses.FeatureMatching(m.Plain(judgement => judgement.Real), m.Plain(judgement => judgement.Fake))),
        Of(new PixelLoss(), m => functional.l1_loss(m.Output.Image, m.Target)),
        Of(new GlobalPixelLoss(), m => functional.l1_loss(m.Output.GlobalImage!, m.Target)),
        Of(new LocalPixelLoss(), m => PlainLosses.LocalPixel(m.Regions, [.. m.Output.LocalImages.Values], m.Input, m.Target)),
        Of(new MultiScalePixelLoss(), MultiScale),
        Of(new SymmetryLoss(), Symmetry),
        Of(new TotalVariationLoss(), m => Variation(m.Output.Image, 2) + Variation(m.Output.Image, 3)),
        new("identity", m => new IdentityLoss(m.Network).Compute(m.Context), Identity),
        new("perceptual", m => new PerceptualLoss(m.Network, Weights).Compute(m.Context), Perceptual),
        Of(new RegionFeatureMatchingLoss(), RegionFeatures),
        Penalty(new R1Penalty(10), m => 5 * SquaredNorms(m).mean()),
        Penalty(new R2Penalty(10), m => 5 * SquaredNorms(m).mean()),
        Penalty(new GradientPenalty(), m => 10 * (SquaredNorms(m).sqrt() - 1).pow(2).mean()),
    ];

    private static LossPair Adversarial(string name, IAdversarialLoss loss, Func<Tensor, Tensor, Tensor> plain) => new(
        name, m => loss.Discriminator(m.RealLogits, m.FakeLogits) + loss.Generator(m.RealLogits, m.FakeLogits), m => plain(m.RealLogits, m.FakeLogits));

    private static LossPair Of(IGeneratorLoss loss, Func<LossMaterial, Tensor> plain) => new(loss.Name, m => loss.Compute(m.Context), plain);

    private static LossPair Penalty(IDiscriminatorPenalty penalty, Func<LossMaterial, Tensor> plain) => new(penalty.Name, m => penalty.Compute(m.Penalized), plain);

    private static Tensor TwoClasses(LossMaterial m)
    {
        var loss = new TwoClassCrossEntropyLoss();
        return m.Context.Judgements
            .SelectMany(judgement => judgement.Real.Zip(judgement.Fake, (real, fake) => loss.Generator(real.Logits, fake.Logits)))
            .Aggregate((sum, next) => sum + next);
    }

    private static Tensor Labelled(Tensor logits, double label) => functional.binary_cross_entropy_with_logits(logits, full_like(logits, label));

    private static Tensor Softplus(Tensor logits) => functional.softplus(logits).mean();

    private static Tensor MultiScale(LossMaterial m)
    {
        var (image, target) = (m.Output.Image, m.Target);
        var total = functional.l1_loss(image, target);
        foreach (var weight in (double[])[1, 1.5])
        {
            (image, target) = (functional.avg_pool2d(image, 2), functional.avg_pool2d(target, 2));
            total += weight * functional.l1_loss(image, target);
        }

        return total;
    }

    private static Tensor Symmetry(LossMaterial m)
    {
        var halves = functional.avg_pool2d(m.Output.Image, 2).chunk(2, 3);
        return functional.l1_loss(halves[1].flip(3), halves[0].detach());
    }

    private static Tensor Variation(Tensor image, int axis)
    {
        var pairs = image.shape[axis] - 1;
        return (image.narrow(axis, 1, pairs) - image.narrow(axis, 0, pairs)).abs().mean();
    }

    private static Tensor Identity(LossMaterial m) =>
        1 - functional.cosine_similarity(m.Network.Features(m.Output.Image)[^1], m.Network.Features(m.Target)[^1], 1).mean();

    private static Tensor Perceptual(LossMaterial m) =>
        m.Network.Features(m.Output.Image).Zip(m.Network.Features(m.Target), (fake, real) => functional.l1_loss(fake, real)).Aggregate((sum, next) => sum + next);

    private static Tensor RegionFeatures(LossMaterial m)
    {
        var distances =
            from stage in m.GlobalEncoder.Features(m.Output.Image).Zip(m.GlobalEncoder.Features(m.Target))
            from region in m.Output.LocalImages
            let scale = (double)stage.First.shape[2] / m.Target.shape[2]
            let at = (m.Input.Placement[region.Key] + 0.5) * scale - 0.5
            let height = Math.Max(1, (int)Math.Round(region.Value.shape[2] * scale))
            let width = Math.Max(1, (int)Math.Round(region.Value.shape[3] * scale))
            select functional.l1_loss(RegionCanvas.Crop(stage.First, at, height, width), RegionCanvas.Crop(stage.Second, at, height, width));
        return stack(distances).mean();
    }

    private static Tensor SquaredNorms(LossMaterial m)
    {
        var image = m.Target.detach().requires_grad_(true);
        var score = m.PlainDiscriminators.JudgePyramid(image, m.Input)
            .Select(output => (output.Logits.select(1, 0) - output.Logits.select(1, 1)).mean([1, 2]).sum()).Aggregate((sum, next) => sum + next);
        return autograd.grad([score], [image], retain_graph: true, create_graph: true)[0].pow(2).sum([1, 2, 3]);
    }
}
