namespace GlGan.Imaging;

/// <summary>How much of something applies at each pixel: one float per pixel in [0, 1], rows packed from the top left, in managed memory.</summary>
public sealed class ImageMask
{
    private const float White = 3 * byte.MaxValue;

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

    /// <summary>The largest value; 0 where the mask selects nothing.</summary>
    internal float Largest => Values.Max();

    /// <summary>One row, <c>Width</c> values.</summary>
    /// <param name="y">Row, from 0 at the top.</param>
    public Span<float> Row(int y) => Values.AsSpan(Width * y, Width);

    /// <summary>A picture as a mask: its brightness, the mean of red, green and blue, times its opacity. White is 1; black is 0, and so is what is transparent, whatever its colour.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="opacity">Its alpha, of its size; <see langword="null"/> where all of it is opaque.</param>
    /// <exception cref="ArgumentException"><paramref name="opacity"/> has another size.</exception>
    public static ImageMask FromPicture(ImageBuffer picture, ImageMask? opacity = null)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (opacity is not null && (opacity.Width, opacity.Height) != (picture.Width, picture.Height))
            throw new ArgumentException($"The picture is {picture.Width}x{picture.Height} and its opacity {opacity.Width}x{opacity.Height}; they need one size.", nameof(opacity));
        var mask = new ImageMask(picture.Width, picture.Height);
        var pixels = picture.Pixels;
        for (int i = 0, at = 0; at < pixels.Length; i++, at += 3) mask.Values[i] = (pixels[at] + pixels[at + 1] + pixels[at + 2]) / White * (opacity?.Values[i] ?? 1);
        return mask;
    }

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
