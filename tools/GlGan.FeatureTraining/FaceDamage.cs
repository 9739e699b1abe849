using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Imaging;
using GlGan.Rendering;

namespace GlGan.FeatureTraining;

/// <summary>
/// Changes a face as generators, cameras and alignment do, so that the network judges their images as it judges clean ones: a small move, loss of
/// detail, colour, compression and noise.
/// </summary>
internal static class FaceDamage
{
    private const float Largest = 255;

    internal static (ImageBuffer Image, FaceLandmarks Landmarks) Apply(SyntheticFace face, bool mirror, ref CounterRandom random)
    {
        var (image, landmarks) = mirror ? (ImageFilters.Mirror(face.Image), face.Landmarks.Mirror(face.Image.Width)) : (face.Image, face.Landmarks);
        var move = Move(image.Width, ref random);
        image = Resampler.Warp(image, move, image.Width, image.Height);
        if (random.Chance(0.3f)) image = ImageFilters.GaussianBlur(image, random.Range(0.3f, 1.5f));
        if (random.Chance(0.25f)) image = Coarse(image, random.Range(1, 3));
        Recolor(image, ref random);
        if (random.Chance(0.25f)) image = Compress(image, (int)random.Range(20, 95));
        if (random.Chance(0.3f)) AddNoise(image, random.Range(0, 0.08f), ref random);
        return (image, landmarks.Map(move.Apply));
    }

    /// <summary>Adds normally distributed noise to the pixels themselves.</summary>
    /// <param name="image">Image to change.</param>
    /// <param name="deviation">Standard deviation as a share of the range of values.</param>
    /// <param name="random">Where the noise comes from.</param>
    internal static void AddNoise(ImageBuffer image, float deviation, ref CounterRandom random)
    {
        foreach (ref var value in image.Pixels.AsSpan()) value = Level(value + Largest * deviation * random.Normal());
    }

    /// <summary>Scales and shifts each channel of the pixels themselves.</summary>
    internal static void Recolor(ImageBuffer image, ReadOnlySpan<float> gains, ReadOnlySpan<float> offsets)
    {
        var pixels = image.Pixels;
        for (var i = 0; i < pixels.Length; i++) pixels[i] = Level(pixels[i] * gains[i % 3] + offsets[i % 3]);
    }

    private static void Recolor(ImageBuffer image, ref CounterRandom random)
    {
        float exposure = random.Range(0.9f, 1.1f), shift = random.Range(-8, 8);
        Span<float> gains = stackalloc float[3], offsets = stackalloc float[3];
        for (var channel = 0; channel < 3; channel++)
        {
            gains[channel] = exposure * random.Range(0.94f, 1.06f);
            offsets[channel] = shift + random.Range(-5, 5);
        }

        Recolor(image, gains, offsets);
    }

    private static SimilarityTransform Move(int size, ref CounterRandom random)
    {
        var (angle, scale, center) = (0.08f * random.Bell(), 1 + 0.06f * random.Bell(), (size - 1) / 2f);
        var (a, b) = (scale * MathF.Cos(angle), scale * MathF.Sin(angle));
        return new SimilarityTransform(
            a, b, center - a * center + b * center + 2.5f * random.Bell(), center - b * center - a * center + 2.5f * random.Bell());
    }

    /// <summary>Loses detail: the image as if it had been so many times smaller.</summary>
    internal static ImageBuffer Coarse(ImageBuffer image, float factor)
    {
        var side = (int)(image.Width / factor);
        return Resampler.Resize(Resampler.Resize(image, side, side), image.Width, image.Height);
    }

    /// <summary>What JPEG leaves of an image.</summary>
    internal static ImageBuffer Compress(ImageBuffer image, int quality) =>
        SkiaImageCodec.Default.Decode(SkiaImageCodec.Default.Encode(image, ImageFormat.Jpeg, quality));

    private static byte Level(float value) => (byte)(Math.Clamp(value, 0, Largest) + 0.5f);
}
