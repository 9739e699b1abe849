namespace GlGan.Imaging;

/// <summary>Grows, shrinks, softens and combines masks. No method changes its argument; beyond the image, edge values repeat.</summary>
public static class MaskFilters
{
    /// <summary>Grows what a mask covers: the largest value within a disc (grey dilation).</summary>
    /// <param name="mask">Mask to grow.</param>
    /// <param name="radius">Radius of the disc in pixels, at least 0; below 1 gives a copy.</param>
    public static ImageMask Dilate(ImageMask mask, double radius)
    {
        ArgumentNullException.ThrowIfNull(mask);
        RequireLength(radius, nameof(radius));
        radius = Math.Min(radius, mask.Width + mask.Height);
        var (grown, widened) = (new ImageMask(mask.Width, mask.Height), new ImageMask(mask.Width, mask.Height));
        for (int offset = (int)radius, before = -1; offset >= 0; offset--)
        {
            var half = (int)Math.Sqrt(radius * radius - offset * offset);
            if (half != before) Widen(mask, half, widened);
            before = half;
            for (var y = 0; y < mask.Height; y++)
            {
                if (y + offset < mask.Height) Maximum(grown.Row(y), widened.Row(y + offset));
                if (y >= offset) Maximum(grown.Row(y), widened.Row(y - offset));
            }
        }

        return grown;
    }

    /// <summary>Shrinks what a mask covers: the smallest value within a disc (grey erosion). What lies outside the image does not count.</summary>
    /// <param name="mask">Mask to shrink.</param>
    /// <param name="radius">Radius of the disc in pixels, at least 0; below 1 gives a copy.</param>
    public static ImageMask Erode(ImageMask mask, double radius) => Invert(Dilate(Invert(mask), radius));

    /// <summary>Softens a mask by a Gaussian, cut off at four sigmas.</summary>
    /// <param name="mask">Mask to soften.</param>
    /// <param name="sigma">Standard deviation in pixels, at least 0; 0 gives a copy.</param>
    public static ImageMask Blur(ImageMask mask, double sigma)
    {
        ArgumentNullException.ThrowIfNull(mask);
        RequireLength(sigma, nameof(sigma));
        if (sigma == 0) return new ImageMask(mask.Width, mask.Height, (float[])mask.Values.Clone());
        return Filter(mask, AxisWeights.Gaussian(mask.Width, sigma), AxisWeights.Gaussian(mask.Height, sigma), new ImageMask(mask.Width, mask.Height));
    }

    /// <summary>A mask at another size, as <see cref="Resampler.Resize"/> does it bilinearly.</summary>
    internal static ImageMask Resize(ImageMask mask, int width, int height)
    {
        var (horizontal, vertical) = (AxisWeights.Resize(mask.Width, width, ResampleFilter.Bilinear), AxisWeights.Resize(mask.Height, height, ResampleFilter.Bilinear));
        return Filter(mask, horizontal, vertical, new ImageMask(width, height));
    }

    /// <summary>One minus the mask.</summary>
    public static ImageMask Invert(ImageMask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return new ImageMask(mask.Width, mask.Height, Array.ConvertAll(mask.Values, value => 1 - value));
    }

    /// <summary>What both masks cover: the smaller value of each pixel.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static ImageMask Minimum(ImageMask first, ImageMask second) => Combine(first, second, Math.Min);

    /// <summary>What either mask covers: the larger value of each pixel.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static ImageMask Maximum(ImageMask first, ImageMask second) => Combine(first, second, Math.Max);

    private static ImageMask Filter(ImageMask mask, AxisWeights horizontal, AxisWeights vertical, ImageMask filtered)
    {
        var columns = new float[mask.Width];
        for (var y = 0; y < filtered.Height; y++)
        {
            Array.Clear(columns);
            var start = vertical.Start(y);
            foreach (var weight in vertical.Weights(y))
            {
                var from = mask.Row(start++);
                for (var x = 0; x < columns.Length; x++) columns[x] += weight * from[x];
            }

            var target = filtered.Row(y);
            for (var x = 0; x < target.Length; x++)
            {
                var (sum, left) = (0f, horizontal.Start(x));
                foreach (var weight in horizontal.Weights(x)) sum += weight * columns[left++];
                target[x] = Math.Clamp(sum, 0, 1);
            }
        }

        return filtered;
    }

    private static ImageMask Combine(ImageMask first, ImageMask second, Func<float, float, float> combine)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Width != second.Width || first.Height != second.Height)
            throw new ArgumentException($"The masks differ in size: {first.Width}x{first.Height} and {second.Width}x{second.Height}.", nameof(second));
        return new ImageMask(first.Width, first.Height, [.. first.Values.Zip(second.Values, combine)]);
    }

    // Largest value in a window along the row (van Herk, 1992): blocks of the window's length, from either end.
    private static void Widen(ImageMask mask, int half, ImageMask widened)
    {
        var (width, window) = (mask.Width, 2 * half + 1);
        var (forward, backward) = (new float[width], new float[width]);
        for (var y = 0; y < mask.Height; y++)
        {
            var row = mask.Row(y);
            var target = widened.Row(y);
            for (var x = 0; x < width; x++) forward[x] = x % window == 0 ? row[x] : Math.Max(forward[x - 1], row[x]);
            for (var x = width - 1; x >= 0; x--) backward[x] = x == width - 1 || (x + 1) % window == 0 ? row[x] : Math.Max(backward[x + 1], row[x]);
            for (var x = 0; x < width; x++)
            {
                var (first, last) = (x - half, Math.Min(width - 1, x + half));
                target[x] = first < 0 ? forward[last] : first / window == last / window ? backward[first] : Math.Max(backward[first], forward[last]);
            }
        }
    }

    private static void Maximum(Span<float> into, ReadOnlySpan<float> from)
    {
        for (var x = 0; x < into.Length; x++) into[x] = Math.Max(into[x], from[x]);
    }

    private static void RequireLength(double length, string name)
    {
        if (!(length >= 0 && double.IsFinite(length))) throw new ArgumentOutOfRangeException(name, length, "A length in pixels is finite and at least 0.");
    }
}
