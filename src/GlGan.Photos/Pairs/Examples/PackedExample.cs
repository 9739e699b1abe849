using System.Numerics;
using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Pairs;

/// <summary>One training pair in a <see cref="PackedBatch"/>: a view, not a copy.</summary>
public readonly struct PackedExample
{
    private readonly PackedBatch _batch;
    private readonly int _slot;

    internal PackedExample(PackedBatch batch, int slot) => (_batch, _slot) = (batch, slot);

    /// <summary>Sets the input image.</summary>
    /// <param name="image">An image of the batch's image size; copied.</param>
    /// <exception cref="ArgumentException">Its size is another.</exception>
    public void SetInput(ImageBuffer image) => Pack(image, Own(_batch.Input, _batch.ImageSize, _batch.ImageSize), _batch.ImageSize, _batch.ImageSize, "input");

    /// <summary>Sets the input image and all regions.</summary>
    /// <param name="input">A face in the framing of the batch; copied.</param>
    /// <exception cref="ArgumentException">It has another size or other regions.</exception>
    public void SetInput(AlignedInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Crops.Count != _batch.Regions.Count) throw new ArgumentException($"The batch has {_batch.Regions.Count} regions; got {input.Crops.Count} crops.", nameof(input));
        SetInput(input.Global);
        if (_batch.Prior is not null) SetPrior(input.Prior ?? throw new ArgumentException("The batch has geometric priors, the input has none.", nameof(input)));
        for (var region = 0; region < input.Crops.Count; region++) SetRegion(region, input.Crops[region], input.Centers[region]);
    }

    /// <summary>Sets the geometric prior.</summary>
    /// <param name="prior">One of the batch's image size; copied.</param>
    /// <exception cref="ArgumentException">Its size is another.</exception>
    /// <exception cref="InvalidOperationException">The batch has no priors.</exception>
    public void SetPrior(FacePrior prior)
    {
        ArgumentNullException.ThrowIfNull(prior);
        var planes = _batch.Prior ?? throw new InvalidOperationException("The batch has no geometric priors.");
        var area = _batch.ImageSize * _batch.ImageSize;
        var own = planes.AsSpan(5 * area * _slot, 5 * area);
        Pack(prior.Image, own, _batch.ImageSize, _batch.ImageSize, "prior");
        Pack(prior.Seen, own.Slice(3 * area, area));
        Pack(prior.Mirrored, own.Slice(4 * area, area));
    }

    /// <summary>Sets the target image.</summary>
    /// <param name="image">An image of the batch's image size; copied.</param>
    /// <exception cref="ArgumentException">Its size is another.</exception>
    public void SetTarget(ImageBuffer image) => Pack(image, Own(_batch.Target, _batch.ImageSize, _batch.ImageSize), _batch.ImageSize, _batch.ImageSize, "target");

    /// <summary>Sets what belongs to one region.</summary>
    /// <param name="region">Number of the region.</param>
    /// <param name="crop">An image of the region's pixel size; copied.</param>
    /// <param name="center">Where its middle goes on the target, in pixels.</param>
    /// <exception cref="ArgumentException">The size of the crop is another.</exception>
    public void SetRegion(int region, ImageBuffer crop, Vector2 center)
    {
        var (width, height) = _batch.Regions[region].PixelSize(_batch.ImageSize);
        Pack(crop, Own(_batch.Crops[region], width, height), width, height, $"'{_batch.Regions[region].Name}' crop");
        var index = 2 * (_slot * _batch.Regions.Count + region);
        (_batch.Centers[index], _batch.Centers[index + 1]) = (center.X, center.Y);
    }

    /// <summary>A copy of the input image.</summary>
    public ImageBuffer GetInput() => Unpack(_batch.Input, _batch.ImageSize, _batch.ImageSize);

    /// <summary>A copy of the geometric prior's image.</summary>
    internal ImageBuffer GetPriorImage() => Unpack(_batch.Prior!, _batch.ImageSize, _batch.ImageSize, channels: 5);

    /// <summary>A copy of the target image.</summary>
    public ImageBuffer GetTarget() => Unpack(_batch.Target, _batch.ImageSize, _batch.ImageSize);

    /// <summary>A copy of a region's crop.</summary>
    public ImageBuffer GetCrop(int region)
    {
        var (width, height) = _batch.Regions[region].PixelSize(_batch.ImageSize);
        return Unpack(_batch.Crops[region], width, height);
    }

    /// <summary>Where the middle of a region goes on the target, in pixels.</summary>
    public Vector2 GetCenter(int region) => new(_batch.Centers.AsSpan(2 * (_slot * _batch.Regions.Count + region), 2));

    private Span<byte> Own(byte[] planes, int width, int height) => planes.AsSpan(3 * width * height * _slot, 3 * width * height);

    private static void Pack(ImageMask mask, Span<byte> plane)
    {
        for (var i = 0; i < plane.Length; i++) plane[i] = (byte)(255 * mask.Values[i] + 0.5f);
    }

    private static void Pack(ImageBuffer image, Span<byte> planes, int width, int height, string part)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Width != width || image.Height != height)
            throw new ArgumentException($"The {part} must be {width}x{height} pixels; got {image.Width}x{image.Height}.", nameof(image));
        var area = width * height;
        PixelRows.Split(image.Pixels, planes[..area], planes.Slice(area, area), planes.Slice(2 * area, area));
    }

    private ImageBuffer Unpack(byte[] planes, int width, int height, int channels = 3)
    {
        var image = new ImageBuffer(width, height);
        var area = width * height;
        var source = planes.AsSpan(channels * area * _slot, 3 * area);
        for (int i = 0, to = 0; i < area; i++, to += 3)
            (image.Pixels[to], image.Pixels[to + 1], image.Pixels[to + 2]) = (source[i], source[area + i], source[2 * area + i]);
        return image;
    }
}
