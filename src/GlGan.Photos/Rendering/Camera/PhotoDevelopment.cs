using System.Numerics;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>Colours of a picture: those of lens and light, still linear, and those that development gives it in sRGB.</summary>
internal static class PhotoDevelopment
{
    /// <summary>Vignette, white balance and tint of a linear picture.</summary>
    public static void Filter(ColorCanvas picture, FaceCamera camera)
    {
        if (camera is { Vignette: 0, WhiteBalance: 0, Tint: 0 }) return;
        var gains = Gains(camera);
        for (var y = 0; y < picture.Height; y++)
        {
            var row = picture.Row(y);
            var down = (y + 0.5f) / picture.Height - 0.5f;
            for (var x = 0; x < row.Length; x++)
            {
                var across = (x + 0.5f) / row.Length - 0.5f;
                row[x] *= gains * (1 - 2 * camera.Vignette * (across * across + down * down));
            }
        }
    }

    /// <summary>Turns a linear picture into a developed one in sRGB, from 0 to 1.</summary>
    public static void Develop(PhotoScratch scratch, FaceCamera camera)
    {
        var picture = scratch.Picture;
        var pixels = picture.Pixels.AsSpan(0, picture.Width * picture.Height);
        var colour = camera.Monochrome ? 0 : 1 + camera.Saturation;
        foreach (ref var pixel in pixels)
        {
            var color = Contrast(SrgbCurve.ToSrgb(pixel), camera.Contrast);
            var grey = new Vector4(Luma(color));
            pixel = grey + (color - grey) * colour;
        }

        if (camera.Sharpening > 0) Sharpen(picture, scratch.Other, 1.4f * camera.Sharpening);
    }

    private static Vector4 Gains(FaceCamera camera)
    {
        var gains = new Vector3(1 + 0.22f * camera.WhiteBalance + 0.08f * camera.Tint, 1 - 0.1f * camera.Tint, 1 - 0.3f * camera.WhiteBalance + 0.08f * camera.Tint);
        return new Vector4(gains / Dot(gains, new Vector3(0.2126f, 0.7152f, 0.0722f)), 1);
    }

    private static Vector4 Contrast(Vector4 color, float amount) => amount >= 0
        ? color + (color * color * (new Vector4(3) - color - color) - color) * amount
        : new Vector4(0.5f) + (color - new Vector4(0.5f)) * (1 + 0.5f * amount);

    private static void Sharpen(ColorCanvas picture, ColorCanvas blurred, float amount)
    {
        blurred.Resize(picture.Width, picture.Height);
        var count = picture.Width * picture.Height;
        picture.Pixels.AsSpan(0, count).CopyTo(blurred.Pixels);
        blurred.Blur(0.9f);
        for (var i = 0; i < count; i++) picture.Pixels[i] += new Vector4(amount * (Luma(picture.Pixels[i]) - Luma(blurred.Pixels[i])));
    }

    private static float Luma(Vector4 color) => 0.299f * color.X + 0.587f * color.Y + 0.114f * color.Z;
}
