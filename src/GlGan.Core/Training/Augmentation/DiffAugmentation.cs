using GlGan.Discriminators;
using GlGan.Foundation;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Training;

/// <summary>
/// Differentiable augmentation (Zhao et al., NeurIPS 2020): every image, always, changes in colour, place and a hidden square. It needs no tuning; with tens
/// of thousands of images it does more harm than good. Differentiable any number of times.
/// </summary>
public sealed class DiffAugmentation : IImageAugmentation
{
    private const uint Stream = 0x44494646;
    private const double ShiftShare = 0.125;
    private const double CutoutShare = 0.5;

    /// <summary>Creates the augmentation.</summary>
    /// <param name="policy">Which changes to make.</param>
    /// <exception cref="ArgumentOutOfRangeException">The policy has an unknown flag.</exception>
    public DiffAugmentation(DiffAugmentationPolicy policy = DiffAugmentationPolicy.All)
    {
        if ((policy & ~DiffAugmentationPolicy.All) != 0)
            throw new ArgumentOutOfRangeException(nameof(policy), policy, "Combine the flags of DiffAugmentationPolicy.");
        Policy = policy;
    }

    /// <summary>Which changes it makes.</summary>
    public DiffAugmentationPolicy Policy { get; }

    /// <inheritdoc/>
    /// <remarks>Translation and cutout happen at the same place in the condition; region centres follow the translation.</remarks>
    public DiscriminatorInput Apply(DiscriminatorInput input, AugmentationDraw draw)
    {
        DiscriminatorInputMap.Check(input);
        using var scope = NewDisposeScope();
        var (batch, size, device) = (input.Image.shape[0], input.Image.shape[3], input.Image.device);
        var side = (int)(size * CutoutShare + 0.5);
        var samples = Enumerable.Range(0, (int)batch).Select(i => Sample.Draw(draw.Random(Stream, i), (int)size, side)).ToArray();
        var (right, down) = (Upload(sample => sample.Right), Upload(sample => sample.Down));
        return DiscriminatorInputMap.Apply(input, image => Place(Recolor(image)), Place, Follow);

        Tensor Recolor(Tensor image) => Policy.HasFlag(DiffAugmentationPolicy.Color)
            ? Contrast(Saturate(Brighten(image, Upload(sample => sample.Brightness)), Upload(sample => sample.Saturation)), Upload(sample => sample.Contrast))
            : image;

        Tensor Place(Tensor image)
        {
            if (Policy.HasFlag(DiffAugmentationPolicy.Translation)) image = Translate(image, right, down);
            return Policy.HasFlag(DiffAugmentationPolicy.Cutout) ? Cut(image, Upload(sample => sample.Left), Upload(sample => sample.Top), side) : image;
        }

        Tensor Follow(Tensor center) =>
            Policy.HasFlag(DiffAugmentationPolicy.Translation) ? center.Plus(stack([right, down], 1).to(center.dtype)) : center;

        Tensor Upload(Func<Sample, float> value) => DeviceTraffic.Send([.. samples.Select(value)], [samples.Length], device);
    }

    // Parameters of the following are float32 [N], one number per image.

    /// <summary>Adds.</summary>
    internal static Tensor Brighten(Tensor images, Tensor amounts) => images.Plus(PerImage(amounts, images));

    /// <summary>Scales the distance to each pixel's mean over its channels.</summary>
    internal static Tensor Saturate(Tensor images, Tensor factors) => Spread(images, images.mean([1L], keepdim: true), factors);

    /// <summary>Scales the distance to each image's mean.</summary>
    internal static Tensor Contrast(Tensor images, Tensor factors) => Spread(images, images.mean([1L, 2, 3], keepdim: true), factors);

    /// <summary>Moves whole pixels to the right and down.</summary>
    internal static Tensor Translate(Tensor images, Tensor right, Tensor down)
    {
        var (columns, leftOut) = Sources(images, right);
        var (rows, above) = Sources(images, down);
        return images
            .gather(2, rows.view(-1, 1, rows.shape[1], 1).expand(images.shape))
            .gather(3, columns.view(-1, 1, 1, columns.shape[1]).expand(images.shape))
            .Filled(above.view(-1, 1, above.shape[1], 1).logical_or(leftOut.view(-1, 1, 1, leftOut.shape[1])), 0);
    }

    /// <summary>Zeroes a square, which may lie partly outside.</summary>
    internal static Tensor Cut(Tensor images, Tensor left, Tensor top, int side)
    {
        var grid = ScalarMath.Indices(images.shape[3], ScalarType.Float32, images.device);
        return images.Filled(Within(top).view(-1, 1, images.shape[2], 1).logical_and(Within(left).view(-1, 1, 1, images.shape[3])), 0);

        Tensor Within(Tensor start) => grid.ge(start.unsqueeze(1)).logical_and(grid.lt(start.unsqueeze(1).Plus(side)));
    }

    private static Tensor Spread(Tensor images, Tensor mean, Tensor factors) => (images - mean).mul(PerImage(factors, images)).Plus(mean);

    private static Tensor PerImage(Tensor values, Tensor images) => values.to(images.dtype).view(-1, 1, 1, 1);

    /// <summary>Where each pixel along one axis comes from, and whether that is outside.</summary>
    private static (Tensor Index, Tensor Outside) Sources(Tensor images, Tensor shift)
    {
        var size = images.shape[3];
        var source = ScalarMath.Indices(size, ScalarType.Float32, images.device) - shift.unsqueeze(1);
        var inside = source.Within(0, size - 1);
        return (inside.to(ScalarType.Int64), source.ne(inside));
    }

    private readonly record struct Sample(float Brightness, float Saturation, float Contrast, float Right, float Down, float Left, float Top)
    {
        internal static Sample Draw(CounterRandom random, int size, int side)
        {
            var reach = (int)(size * ShiftShare + 0.5);
            var places = size + 1 - side % 2;
            return new(
                random.Range(-0.5f, 0.5f), random.Range(0, 2), random.Range(0.5f, 1.5f),
                random.Below(2 * reach + 1) - reach, random.Below(2 * reach + 1) - reach,
                random.Below(places) - side / 2, random.Below(places) - side / 2);
        }
    }
}
