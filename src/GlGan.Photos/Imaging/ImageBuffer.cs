namespace GlGan.Imaging;

/// <summary>An 8-bit sRGB image in managed memory: three bytes per pixel (R, G, B), rows packed from the top left.</summary>
public sealed class ImageBuffer
{
    /// <summary>Creates a black image.</summary>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    public ImageBuffer(int width, int height)
        : this(width, height, new byte[checked(3 * width * height)])
    {
    }

    /// <summary>Wraps existing pixels without copying them.</summary>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <param name="pixels">Packed RGB, exactly <c>3 · width · height</c> bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is less than 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="pixels"/> has another length.</exception>
    public ImageBuffer(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentNullException.ThrowIfNull(pixels);
        if (pixels.Length != 3L * width * height)
            throw new ArgumentException($"A {width}x{height} RGB image has {3L * width * height} bytes; got {pixels.Length}.", nameof(pixels));
        Width = width;
        Height = height;
        Pixels = pixels;
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>The pixels themselves: packed RGB, <c>3 · Width · Height</c> bytes. Writing changes the image.</summary>
    public byte[] Pixels { get; }

    /// <summary>The pool that lends the image.</summary>
    internal ImageBufferPool? Pool { get; init; }

    /// <summary>One row, <c>3 · Width</c> bytes.</summary>
    /// <param name="y">Row, from 0 at the top.</param>
    public Span<byte> Row(int y) => Pixels.AsSpan(3 * Width * y, 3 * Width);

    /// <summary>A copy with its own pixels.</summary>
    public ImageBuffer Clone() => new(Width, Height, (byte[])Pixels.Clone());

    /// <summary>An image whose pixels are still to be written.</summary>
    internal static ImageBuffer Undefined(int width, int height, ImageBufferPool? pool = null) =>
        new(width, height, GC.AllocateUninitializedArray<byte>(checked(3 * width * height))) { Pool = pool };
}
