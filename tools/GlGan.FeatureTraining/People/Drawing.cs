using System.Runtime.InteropServices;
using GlGan.Imaging;
using SkiaSharp;

namespace GlGan.FeatureTraining.People;

/// <summary>Between images of this library and those of Skia.</summary>
internal static class Drawing
{
    /// <summary>A square to draw on, transparent; the caller disposes it.</summary>
    internal static SKBitmap Sheet(int size) => new(new SKImageInfo(size, size, SKColorType.Rgba8888, SKAlphaType.Premul));

    /// <summary>What was drawn, without opacity.</summary>
    internal static ImageBuffer Pixels(SKBitmap bitmap)
    {
        var image = new ImageBuffer(bitmap.Width, bitmap.Height);
        var pixels = MemoryMarshal.Cast<byte, uint>(bitmap.GetPixelSpan());
        for (var i = 0; i < pixels.Length; i++)
        {
            var pixel = pixels[i];
            (image.Pixels[3 * i], image.Pixels[3 * i + 1], image.Pixels[3 * i + 2]) = ((byte)pixel, (byte)(pixel >> 8), (byte)(pixel >> 16));
        }

        return image;
    }
}
