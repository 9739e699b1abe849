using GlGan.Imaging;

namespace GlGan.Metrics;

/// <summary>Whether colours drift: mean and standard deviation of each channel over all pixels of many images, against those of their targets.</summary>
public sealed class ColorAgreement
{
    private static readonly string[] Channels = ["red", "green", "blue"];

    private readonly Sums _images = new();
    private readonly Sums _targets = new();

    /// <summary>Adds images and what they should be.</summary>
    /// <param name="images">Images.</param>
    /// <param name="targets">As many images, each of the size of its counterpart.</param>
    /// <exception cref="ArgumentException">There are more of the one than of the other, or sizes differ.</exception>
    public void Add(IReadOnlyList<ImageBuffer> images, IReadOnlyList<ImageBuffer> targets)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(targets);
        if (images.Count != targets.Count) throw new ArgumentException($"There must be as many targets as images; got {targets.Count} and {images.Count}.", nameof(targets));
        foreach (var (image, target) in images.Zip(targets))
        {
            ImagePair.RequireSameSize(image, target);
            _images.Add(image);
            _targets.Add(target);
        }
    }

    /// <summary>Red, green and blue.</summary>
    /// <exception cref="InvalidOperationException">No images were added.</exception>
    public IReadOnlyList<ChannelAgreement> Compute()
    {
        if (_images.Pixels == 0) throw new InvalidOperationException("Add images first.");
        return [.. Channels.Select((name, channel) => new ChannelAgreement(name, _images.Mean(channel) - _targets.Mean(channel), Ratio(_images.Deviation(channel), _targets.Deviation(channel))))];
    }

    private static double Ratio(double made, double wanted) => made == wanted ? 1 : made / wanted;

    private sealed class Sums
    {
        private readonly long[] _values = new long[3];
        private readonly long[] _squares = new long[3];

        internal long Pixels { get; private set; }

        internal void Add(ImageBuffer image)
        {
            for (var i = 0; i < image.Pixels.Length; i++)
            {
                long value = image.Pixels[i];
                _values[i % 3] += value;
                _squares[i % 3] += value * value;
            }

            Pixels += image.Pixels.Length / 3;
        }

        internal double Mean(int channel) => (double)_values[channel] / Pixels;

        internal double Deviation(int channel) => Math.Sqrt(Math.Max(0, (double)_squares[channel] / Pixels - Mean(channel) * Mean(channel)));
    }
}
