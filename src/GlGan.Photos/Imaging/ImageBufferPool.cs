namespace GlGan.Imaging;

/// <summary>
/// Keeps images that are no longer needed, so that work on images of equal size allocates nothing. Give it to a codec, and return what the codec
/// decoded when you are done with it. Safe to use from several threads at once.
/// </summary>
internal sealed class ImageBufferPool
{
    private const int MaxImages = 256;

    private readonly List<ImageBuffer> _images = [];
    private readonly Lock _gate = new();
    private readonly long _maxBytes;
    private long _bytes;

    /// <summary>Creates an empty pool.</summary>
    /// <param name="maxBytes">Most bytes of pixels it keeps, at least 0; beyond, and beyond 256 images, the oldest are let go. Default 64 MiB.</param>
    public ImageBufferPool(long maxBytes = 64L << 20)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        _maxBytes = maxBytes;
    }

    /// <summary>An image of exactly that size: a returned one, or a new one.</summary>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <returns>An image with undefined pixels. It is the caller's; returning it is allowed, not required.</returns>
    public ImageBuffer Rent(int width, int height)
    {
        lock (_gate)
        {
            // From the newest: in steady state it fits, and its pixels are still in the cache.
            for (var index = _images.Count - 1; index >= 0; index--)
            {
                var image = _images[index];
                if (image.Width != width || image.Height != height) continue;
                RemoveAt(index);
                return image;
            }
        }

        return ImageBuffer.Undefined(width, height, this);
    }

    /// <summary>Gives an image up. Nobody may use it afterwards, unless it is none of this pool's: that stays what it is.</summary>
    /// <param name="image">Any image, from this pool or not.</param>
    /// <exception cref="ArgumentException">It was returned already.</exception>
    public void Return(ImageBuffer image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Pool != this) return;
        lock (_gate)
        {
            if (_images.Contains(image)) throw new ArgumentException("This image was returned already.", nameof(image));
            _images.Add(image);
            _bytes += image.Pixels.Length;
            while (_bytes > _maxBytes || _images.Count > MaxImages) RemoveAt(0);
        }
    }

    private void RemoveAt(int index)
    {
        _bytes -= _images[index].Pixels.Length;
        _images.RemoveAt(index);
    }
}
