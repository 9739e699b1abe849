namespace GlGan.Imaging;

/// <summary>Image filters.</summary>
public static class ImageFilters
{
    /// <summary>Blurs with a Gaussian, cut off at four sigmas; edge pixels are repeated outside.</summary>
    /// <param name="image">Image to blur; unchanged.</param>
    /// <param name="sigma">Standard deviation in pixels, at least 0; 0 gives a copy.</param>
    public static ImageBuffer GaussianBlur(ImageBuffer image, double sigma)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfNegative(sigma);
        if (!double.IsFinite(sigma)) throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "Sigma must be finite.");
        if (sigma == 0) return image.Clone();
        return SeparableFilter.Apply(image, AxisWeights.Gaussian(image.Width, sigma), AxisWeights.Gaussian(image.Height, sigma));
    }

    /// <summary>Mirrors an image left to right.</summary>
    /// <param name="image">Image to mirror; unchanged.</param>
    public static ImageBuffer Mirror(ImageBuffer image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var mirrored = new ImageBuffer(image.Width, image.Height);
        for (var y = 0; y < image.Height; y++)
        {
            ReadOnlySpan<byte> source = image.Row(y);
            var target = mirrored.Row(y);
            for (int from = 0, to = target.Length - 3; to >= 0; from += 3, to -= 3) source.Slice(from, 3).CopyTo(target[to..]);
        }

        return mirrored;
    }
}
