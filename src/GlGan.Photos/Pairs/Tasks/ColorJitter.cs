using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Pairs;

/// <summary>A change of brightness, contrast (about the image's mean grey) and saturation (about each pixel's grey), in that order.</summary>
internal readonly record struct ColorJitter(float Brightness, float Contrast, float Saturation)
{
    /// <summary>Draws factors within <c>1 ± strength</c>.</summary>
    internal static ColorJitter Draw(ref CounterRandom random, float strength) =>
        new(random.Range(1 - strength, 1 + strength), random.Range(1 - strength, 1 + strength), random.Range(1 - strength, 1 + strength));

    internal ImageBuffer Apply(ImageBuffer image)
    {
        var pixels = image.Pixels;
        double grey = 0;
        for (var i = 0; i < pixels.Length; i += 3) grey += Grey(pixels[i], pixels[i + 1], pixels[i + 2]);
        var offset = (float)(grey / (image.Width * image.Height)) * Brightness * (1 - Contrast);
        var scale = Brightness * Contrast;

        var output = new ImageBuffer(image.Width, image.Height);
        for (var i = 0; i < pixels.Length; i += 3)
        {
            float r = scale * pixels[i] + offset, g = scale * pixels[i + 1] + offset, b = scale * pixels[i + 2] + offset;
            var own = Grey(r, g, b);
            output.Pixels[i] = ToByte(own + Saturation * (r - own));
            output.Pixels[i + 1] = ToByte(own + Saturation * (g - own));
            output.Pixels[i + 2] = ToByte(own + Saturation * (b - own));
        }

        return output;
    }

    private static float Grey(float r, float g, float b) => 0.299f * r + 0.587f * g + 0.114f * b;

    private static byte ToByte(float value) => (byte)(Math.Clamp(value, 0f, 255f) + 0.5f);
}
