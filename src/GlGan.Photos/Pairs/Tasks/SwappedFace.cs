using System.Numerics;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Pairs;

/// <summary>A photo as another camera, in another light, would have taken it: colours, light from one side, sharpness, noise and compression.</summary>
internal readonly record struct SwappedFace(ColorJitter Color, Vector3 Gains, Vector2 Light, float BlurSigma, float NoiseSigma, int? Quality)
{
    private const int ReferenceSize = 128;
    private const float Compressed = 0.3f;
    private const int LowestQuality = 30, HighestQuality = 95;

    internal static SwappedFace Draw(SelfSwapOptions options, int size, ref CounterRandom random)
    {
        // Most swaps are near; some are far off.
        var strength = random.Unit();
        var (color, angle) = (options.ColorJitter * strength, MathF.Tau * random.Unit());
        return new SwappedFace(
            ColorJitter.Draw(ref random, color),
            new Vector3(random.Range(1 - color / 2, 1 + color / 2), random.Range(1 - color / 2, 1 + color / 2), random.Range(1 - color / 2, 1 + color / 2)),
            options.Light * random.Unit() * new Vector2(MathF.Cos(angle), MathF.Sin(angle)),
            random.Unit() * options.MaxBlurSigma * size / ReferenceSize,
            random.Unit() * options.MaxNoiseSigma,
            random.Chance(Compressed) ? (int)random.Range(LowestQuality, HighestQuality) : null);
    }

    internal ImageBuffer Apply(ImageBuffer photo, ref CounterRandom random)
    {
        var image = ImageFilters.GaussianBlur(Color.Apply(photo), BlurSigma);
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Row(y);
            for (var x = 0; x < image.Width; x++)
            {
                var light = 1 + Light.X * (2f * x / image.Width - 1) + Light.Y * (2f * y / image.Height - 1);
                for (var channel = 0; channel < 3; channel++)
                    row[3 * x + channel] = (byte)(Math.Clamp(row[3 * x + channel] * light * Gains[channel] + NoiseSigma * random.Normal(), 0, 255) + 0.5f);
            }
        }

        return Quality is { } quality ? SkiaImageCodec.Default.Decode(SkiaImageCodec.Default.Encode(image, ImageFormat.Jpeg, quality)) : image;
    }
}
