using GlGan.Faces;

namespace GlGan.Pairs;

/// <summary>
/// Memory for a batch of training pairs, allocated once and filled again and again: 8-bit RGB in separate planes, as networks read it.
/// </summary>
public sealed class PackedBatch
{
    private const int Channels = 3;
    private const int PriorChannels = 5;

    /// <summary>Allocates a batch.</summary>
    /// <param name="count">Number of pairs N, at least 1.</param>
    /// <param name="imageSize">Side S of the images in pixels, at least 1.</param>
    /// <param name="regions">Regions that have crops.</param>
    /// <param name="hasPrior">Whether the pairs have a geometric prior.</param>
    /// <exception cref="ArgumentException">The images take more than 2 GB.</exception>
    public PackedBatch(int count, int imageSize, IReadOnlyList<FaceRegion> regions, bool hasPrior = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(imageSize, 1);
        ArgumentNullException.ThrowIfNull(regions);
        (Count, ImageSize, Regions) = (count, imageSize, regions);
        if ((Int128)count * Channels * imageSize * imageSize > Array.MaxLength)
            throw new ArgumentException($"A batch of {count} images of {imageSize}x{imageSize} pixels takes more than 2 GB: make batches smaller, and accumulate several for a step.");
        var image = Channels * imageSize * imageSize;
        Input = new byte[count * image];
        Target = new byte[count * image];
        var sizes = regions.Select(region => region.PixelSize(imageSize));
        Crops = [.. sizes.Select(size => new byte[checked(count * Channels * size.Width * size.Height)])];
        Prior = hasPrior ? new byte[checked(count * PriorChannels * imageSize * imageSize)] : null;
        Centers = new float[count * regions.Count * 2];
    }

    /// <summary>Number of pairs N.</summary>
    public int Count { get; }

    /// <summary>Side S of the images in pixels.</summary>
    public int ImageSize { get; }

    /// <summary>The R regions that have crops.</summary>
    public IReadOnlyList<FaceRegion> Regions { get; }

    /// <summary>Index of the first pair; the others follow it.</summary>
    public long FirstIndex { get; internal set; }

    /// <summary>Input images, <c>[N, 3, S, S]</c>.</summary>
    public byte[] Input { get; }

    /// <summary>Target images, <c>[N, 3, S, S]</c>.</summary>
    public byte[] Target { get; }

    /// <summary>For each region the crops, <c>[N, 3, h, w]</c> with the sizes of <see cref="FaceRegion.PixelSize"/>.</summary>
    public IReadOnlyList<byte[]> Crops { get; }

    /// <summary>The geometric prior, <c>[N, 5, S, S]</c>: its image, how much was seen, how much is mirrored, 255 for all of it; <see langword="null"/> where there is none.</summary>
    public byte[]? Prior { get; }

    /// <summary>Where the middle of each region goes on the target, <c>[N, R, 2]</c>: x and y in pixels, pixel centres at integers.</summary>
    public float[] Centers { get; }

    /// <summary>One pair of the batch.</summary>
    /// <param name="slot">From 0 to <see cref="Count"/> − 1.</param>
    public PackedExample this[int slot]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(slot);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(slot, Count);
            return new PackedExample(this, slot);
        }
    }
}
