using GlGan.Faces;
using GlGan.Generators;
using GlGan.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Benchmarks.Baselines;

/// <summary>The terms of the default objective.</summary>
internal static class PlainLosses
{
    internal const long Real = 0, Fake = 1;

    /// <summary>Two-class cross-entropy of calling all patches real or fake, summed over discriminators and their outputs.</summary>
    internal static Tensor CrossEntropy(IReadOnlyList<IReadOnlyList<PlainPatches>> judgement, long label) => judgement
        .SelectMany(outputs => outputs)
        .Select(output =>
        {
            var shape = output.Logits.shape;
            var labels = full([shape[0], shape[2], shape[3]], label, ScalarType.Int64, output.Logits.device);
            return functional.cross_entropy(output.Logits, labels);
        })
        .Aggregate((sum, loss) => sum + loss);

    /// <summary>Mean absolute difference of the features of fakes and reals, weighted as pix2pixHD.</summary>
    internal static Tensor FeatureMatching(IReadOnlyList<IReadOnlyList<PlainPatches>> real, IReadOnlyList<IReadOnlyList<PlainPatches>> fake)
    {
        var total = zeros([], device: fake[0][0].Logits.device);
        foreach (var (reals, fakes) in real.Zip(fake))
        {
            foreach (var (one, other) in reals.Zip(fakes))
            {
                foreach (var (realFeature, fakeFeature) in one.Features.Zip(other.Features))
                    total += functional.l1_loss(fakeFeature, realFeature.detach()) * (4.0 / (reals.Count * one.Features.Count));
            }
        }

        return total;
    }

    /// <summary>Mean absolute difference of the LP-Gens' images and the target at their places, averaged over regions.</summary>
    internal static Tensor LocalPixel(IReadOnlyList<FaceRegion> regions, IReadOnlyList<Tensor> images, GeneratorInput input, Tensor target) => regions
        .Zip(images, (region, image) => functional.l1_loss(image, RegionCanvas.Crop(target, input.Placement[region.Name], (int)image.shape[2], (int)image.shape[3])))
        .Aggregate((sum, loss) => sum + loss) / regions.Count;
}
