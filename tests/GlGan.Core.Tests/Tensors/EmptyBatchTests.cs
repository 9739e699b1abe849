using GlGan.Batches;
using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Features;
using GlGan.Generators;
using GlGan.Layers;
using GlGan.Losses;
using GlGan.Metrics;
using GlGan.Pairs;
using GlGan.Synthesis;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Tests.Tensors;

/// <summary>Whatever takes a batch refuses an empty one in words, before libtorch does.</summary>
[Collection("Tensors")]
public sealed class EmptyBatchTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<string, Func<object>> Calls => new()
    {
        { "images", () => TensorImages.FromImages([]) },
        { "tensor of images", () => TensorImages.ToImages(zeros(0, 3, 8, 8)) },
        { "pixel features", () => new PixelFeatureNetwork().Features(zeros(0, 3, 8, 8)) },
        { "perceptual distance", () => new PerceptualDistance(new PixelFeatureNetwork()).Compute(zeros(0, 3, 8, 8), zeros(0, 3, 8, 8)) },
        { "statistics", () => FeatureStatistics.Of(zeros(0, 4)) },
        { "kernel distance", () => KernelInceptionDistance.Compute(zeros(0, 4), zeros(0, 4)) },
        { "inception score", () => InceptionScore.Compute(zeros(0, 4)) },
        { "precision and recall", () => PrecisionRecall.Compute(zeros(0, 4), zeros(0, 4)) },
        { "sliced Wasserstein distance", () => SlicedWassersteinDistance.Compute(zeros(0, 4), zeros(0, 4)) },
        { "features without columns", () => SlicedWassersteinDistance.Compute(zeros(4, 0), zeros(4, 0)) },
        { "placing", () => RegionCanvas.Place(zeros(0, 3, 4, 4), zeros(0, 2), 8) },
        { "cropping", () => RegionCanvas.Crop(zeros(0, 3, 8, 8), zeros(0, 2), 4, 4) },
        { "mask", () => RegionCanvas.Mask(zeros(0, 2), 4, 4, 8, ScalarType.Float32) },
        { "pixel loss", () => new PixelLoss().Compute(Context()) },
        { "multi-scale loss", () => new MultiScalePixelLoss().Compute(Context()) },
        { "symmetry loss", () => new SymmetryLoss().Compute(Context()) },
        { "total variation", () => new TotalVariationLoss().Compute(Context()) },
        { "identity loss", () => new IdentityLoss(new PixelFeatureNetwork()).Compute(Context()) },
        { "hinge loss", () => new HingeLoss().Discriminator(zeros(0, 1, 2, 2), zeros(0, 1, 2, 2)) },
        { "hinge loss of the generator", () => new HingeLoss().Generator(zeros(0, 1, 2, 2), zeros(0, 1, 2, 2)) },
        { "two-class loss", () => new TwoClassCrossEntropyLoss().Discriminator(zeros(0, 2, 2, 2), zeros(0, 2, 2, 2)) },
        { "pairs of a dataset", () => FacePairs.OfDataset(new MemoryDataset("none", []), new FaceFraming(32, FaceTemplate.TpGan128, FaceRegion.Standard), ModelPurpose.Region, 1) },
        { "a group of batches", () => { new BatchGroup().Add(new TrainingBatch(Input(), zeros(0, 3, 8, 8))); return ""; } },
    };

    [Theory]
    [MemberData(nameof(Calls), DisableDiscoveryEnumeration = true)]
    public void An_empty_batch_is_refused_in_words(string what, Func<object> call)
    {
        var error = Assert.ThrowsAny<ArgumentException>(call);

        Assert.False(string.IsNullOrWhiteSpace(error.Message), what);
    }

    private static GeneratorInput Input() => new(zeros(0, 3, 8, 8), new Dictionary<string, Tensor>(), new Dictionary<string, Tensor>());

    private static GeneratorLossContext Context()
    {
        var image = zeros(0, 3, 8, 8);
        return new GeneratorLossContext(Input(), new GeneratorOutput(image, image, new Dictionary<string, Tensor>(), image), zeros(0, 3, 8, 8), []);
    }
}
