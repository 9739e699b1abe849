namespace GlGan.Imaging;

/// <summary>How much of something applies at each pixel: one float per pixel in [0, 1], rows packed from the top left, in managed memory.</summary>
public sealed class ImageMask
{
    /// <summary>Creates a mask that is 0 everywhere.</summary>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    public ImageMask(int width, int height)
        : this(width, height, new float[checked(width * height)])
    {
    }

    /// <summary>Wraps existing values without copying them.</summary>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <param name="values">Exactly <c>width · height</c> values in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is less than 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="values"/> has another length.</exception>
    public ImageMask(int width, int height, float[] values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length != (long)width * height)
            throw new ArgumentException($"A {width}x{height} mask has {(long)width * height} values; got {values.Length}.", nameof(values));
        (Width, Height, Values) = (width, height, values);
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>The values themselves, <c>Width · Height</c> of them in [0, 1]. Writing changes the mask.</summary>
    public float[] Values { get; }

    /// <summary>One row, <c>Width</c> values.</summary>
    /// <param name="y">Row, from 0 at the top.</param>
    public Span<float> Row(int y) => Values.AsSpan(Width * y, Width);

    /// <summary>A mask of one value.</summary>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <param name="value">The value, in [0, 1].</param>
    public static ImageMask Constant(int width, int height, float value)
    {
        if (value is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(value), value, "A mask's values are in [0, 1].");
        var mask = new ImageMask(width, height);
        Array.Fill(mask.Values, value);
        return mask;
    }
}
