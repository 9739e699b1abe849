using BenchmarkDotNet.Attributes;
using GlGan.Benchmarks.Scenarios;
using GlGan.Layers;
using GlGan.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Benchmarks.Micro;

/// <summary>
/// A region cut out of images, and features placed onto the canvas of <c>standard</c>, batch of 4. The baseline is what one takes for it in TorchSharp: an affine grid
/// and <c>grid_sample</c>.
/// </summary>
public class RegionCanvasBenchmark : PairBenchmark
{
    private const int Batch = 4, FeatureChannels = 64;

    [Params("crop", "place")]
    public string Way { get; set; } = "crop";

    [Params(false, true)]
    public bool Backward { get; set; }

    protected override void Prepare()
    {
        var options = GlGanPreset.Standard.Generator;
        var (size, region) = (options.ImageSize, options.Regions[0]);
        var (width, height) = region.PixelSize(size);
        var input = Own(RandomInput.Create(options, Batch, seed: 3));
        var centers = input.Placement[region.Name];
        if (Way == "crop")
        {
            var image = input.Global.requires_grad_(Backward);
            Compare(() => [RegionCanvas.Crop(image, centers, height, width)], () => [Sample(image, Cut(centers, size, height, width), height, width)], Backward);
        }
        else
        {
            var features = Own(rand(Batch, FeatureChannels, height, width)).requires_grad_(Backward);
            Compare(() => [RegionCanvas.Place(features, centers, size)], () => [Sample(features, Put(centers, size, height, width), size, size)], Backward);
        }
    }

    private static Tensor Sample(Tensor source, Tensor transform, long height, long width)
    {
        var grid = functional.affine_grid(transform, [source.shape[0], source.shape[1], height, width], align_corners: false);
        return functional.grid_sample(source, grid, GridSampleMode.Bilinear, GridSamplePaddingMode.Border, align_corners: false);
    }

    /// <summary>From the places of a box, in [-1, 1], to those of its canvas.</summary>
    private static Tensor Cut(Tensor centers, long size, long height, long width) =>
        Transform((double)width / size, (double)height / size, (2 * centers + 1) / size - 1);

    /// <summary>From the places of a canvas, in [-1, 1], to those of a box on it.</summary>
    private static Tensor Put(Tensor centers, long size, long height, long width) =>
        Transform((double)size / width, (double)size / height, (size - 1 - 2 * centers) / tensor([(float)width, height]));

    private static Tensor Transform(double x, double y, Tensor shift)
    {
        var transform = zeros(shift.shape[0], 2, 3);
        transform.select(1, 0).select(1, 0).fill_(x);
        transform.select(1, 1).select(1, 1).fill_(y);
        transform.select(2, 2).copy_(shift);
        return transform;
    }
}
