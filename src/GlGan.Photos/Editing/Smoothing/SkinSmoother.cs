using System.Numerics;
using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>
/// Evens out the skin of a face and leaves eyes, brows, lips, nostrils, hair and background as they are. Frequency separation: a
/// <see cref="GuidedFilter"/> finds the unevenness that is no edge; what of it is coarser than the skin's texture is taken away, and of the texture as much as
/// asked for. Near strong edges little is taken away. Immutable and thread-safe.
/// </summary>
public sealed class SkinSmoother
{
    private const byte Zero = 128;

    private readonly SkinSmootherOptions _options;

    /// <summary>Creates a smoother.</summary>
    /// <param name="options">How it smooths; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">The options are invalid; the message lists every error.</exception>
    public SkinSmoother(SkinSmootherOptions? options = null) => _options = options.ValidOrDefault();

    /// <summary>Smooths the skin of one face; the arguments stay as they are. Several faces are smoothed one after another.</summary>
    /// <param name="image">Image to smooth, of any size from 1×1.</param>
    /// <param name="landmarks">Landmarks of the face in pixels of the image; it may lie partly outside.</param>
    /// <param name="mask">Where smoothing is wanted, of the image's size: 1 fully, 0 not at all; <see langword="null"/> for everywhere.</param>
    /// <returns>A new image of the same size.</returns>
    /// <exception cref="ArgumentException">
    /// The landmarks cannot be those of a face in the image (<see cref="FaceLandmarks.RequireIn"/>), the mask has another size than the image, or no skin of the face lies in both.
    /// </exception>
    public ImageBuffer Smooth(ImageBuffer image, FaceLandmarks landmarks, ImageMask? mask = null)
    {
        landmarks.RequireIn(image);
        if (mask is not null && (mask.Width, mask.Height) != (image.Width, image.Height))
            throw new ArgumentException($"The mask must be of the image's size, {image.Width}x{image.Height}; got {mask.Width}x{mask.Height}.", nameof(mask));
        var output = image.Clone();
        var (left, top, right, bottom) = SkinMask.Bounds(image, landmarks);
        var corner = new Vector2(left, top);
        var (width, height) = (right - left, bottom - top);
        var face = Resampler.Crop(image, corner + new Vector2(width - 1, height - 1) / 2, width, height);
        var own = landmarks.Map(point => point - corner);
        var skin = SkinMask.Build(face, own, _options.ToneTolerance);
        for (var y = 0; mask is not null && y < height; y++) Multiply(skin.Row(y), mask.Row(top + y)[left..right]);
        if (skin.Largest == 0)
            throw new ArgumentException("Nothing would change: no skin of the face lies in the image" + (mask is null ? "." : " where the mask wants it smooth."));
        var size = new FaceFrame(own).Size;
        var uneven = Unevenness(face, size);
        // Beyond the picture's own size a blur has nothing more to mix.
        var coarse = ImageFilters.GaussianBlur(uneven, Math.Min(_options.TextureSize * size, width + height));
        for (var y = 0; y < height; y++)
        {
            Subtract(uneven.Row(y), coarse.Row(y), skin.Row(y), output.Row(top + y).Slice(3 * left, 3 * width));
        }

        return output;
    }

    // What the filter takes away, around 128.
    private ImageBuffer Unevenness(ImageBuffer face, float size)
    {
        var radius = Math.Clamp((int)Math.Round(_options.Radius * size), 1, SmoothingLimits.Radius);
        var smooth = new GuidedFilter(new() { Radius = radius, Epsilon = _options.Contrast * _options.Contrast }).Smooth(face);
        for (var i = 0; i < smooth.Pixels.Length; i++) smooth.Pixels[i] = (byte)Math.Clamp(face.Pixels[i] - smooth.Pixels[i] + Zero, 0, byte.MaxValue);
        return smooth;
    }

    private static void Multiply(Span<float> weights, ReadOnlySpan<float> factors)
    {
        for (var i = 0; i < weights.Length; i++) weights[i] *= factors[i];
    }

    private void Subtract(ReadOnlySpan<byte> uneven, ReadOnlySpan<byte> coarse, ReadOnlySpan<float> weights, Span<byte> pixels)
    {
        var (strength, texture) = ((float)_options.Strength, (float)_options.Texture);
        for (var i = 0; i < pixels.Length; i++)
        {
            var removed = uneven[i] - Zero - texture * (uneven[i] - coarse[i]);
            pixels[i] = (byte)(Math.Clamp(pixels[i] - strength * weights[i / 3] * removed, 0f, byte.MaxValue) + 0.5f);
        }
    }
}
