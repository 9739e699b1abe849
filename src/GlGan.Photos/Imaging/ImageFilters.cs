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

    /// <summary>Mixes images of one size: <c>background + mask · (foreground − background)</c>, rounded.</summary>
    internal static ImageBuffer Mix(ImageBuffer foreground, ImageBuffer background, ImageMask mask)
    {
        var result = background.Clone();
        byte[] front = foreground.Pixels, pixels = result.Pixels;
        for (int i = 0, at = 0; i < mask.Values.Length; i++, at += 3)
        {
            var share = mask.Values[i];
            if (share == 0) continue;
            for (var channel = at; channel < at + 3; channel++)
                pixels[channel] = (byte)(pixels[channel] + share * (front[channel] - pixels[channel]) + 0.5f);
        }

        return result;
    }
}
