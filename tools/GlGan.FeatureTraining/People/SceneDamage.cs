using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.FeatureTraining.People;

/// <summary>Changes a scene as cameras, light and storage do, and more: what is learned must hold on photographs, which no render is.</summary>
internal static class SceneDamage
{
    internal static ImageBuffer Apply(ImageBuffer image, ref CounterRandom random)
    {
        if (random.Chance(0.5f)) Expose(image, ref random);
        if (random.Chance(0.35f)) Fade(image, random.Chance(0.6f) ? 1 : random.Unit());
        if (random.Chance(0.35f)) image = ImageFilters.GaussianBlur(image, random.Range(0.3f, 1.4f));
        if (random.Chance(0.25f)) image = FaceDamage.Coarse(image, random.Range(1, 2));
        if (random.Chance(0.15f)) image = Sharpen(image, random.Range(0.3f, 1.5f));
        if (random.Chance(0.35f)) FaceDamage.AddNoise(image, 0.07f * random.Unit() * random.Unit(), ref random);
        if (random.Chance(0.4f)) image = FaceDamage.Compress(image, (int)random.Range(15, 95));
        return image;
    }

    // A curve per channel: exposure, contrast and colour cast.
    private static void Expose(ImageBuffer image, ref CounterRandom random)
    {
        var (gamma, contrast, shift) = (MathF.Exp(0.7f * random.Bell()), MathF.Exp(0.5f * random.Bell()), 0.15f * random.Bell());
        var levels = new byte[3, 256];
        for (var channel = 0; channel < 3; channel++)
        {
            var (gain, own) = (MathF.Exp(0.25f * random.Bell()), gamma * MathF.Exp(0.1f * random.Bell()));
            for (var level = 0; level < 256; level++)
                levels[channel, level] = (byte)(255 * Math.Clamp(0.5f + contrast * (gain * MathF.Pow(level / 255f, own) - 0.5f) + shift, 0, 1) + 0.5f);
        }

        var pixels = image.Pixels;
        for (var i = 0; i < pixels.Length; i++) pixels[i] = levels[i % 3, pixels[i]];
    }

    private static void Fade(ImageBuffer image, float share)
    {
        var pixels = image.Pixels;
        for (var i = 0; i < pixels.Length; i += 3)
        {
            var grey = 0.299f * pixels[i] + 0.587f * pixels[i + 1] + 0.114f * pixels[i + 2];
            for (var channel = i; channel < i + 3; channel++) pixels[channel] = (byte)(pixels[channel] + share * (grey - pixels[channel]) + 0.5f);
        }
    }

    private static ImageBuffer Sharpen(ImageBuffer image, float strength)
    {
        var soft = ImageFilters.GaussianBlur(image, 1);
        var pixels = image.Pixels;
        for (var i = 0; i < pixels.Length; i++) pixels[i] = (byte)Math.Clamp(pixels[i] + strength * (pixels[i] - soft.Pixels[i]), 0, 255);
        return image;
    }
}
