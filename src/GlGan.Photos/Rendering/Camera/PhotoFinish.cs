using System.Numerics;
using GlGan.Imaging;

namespace GlGan.Rendering;

/// <summary>Makes a photograph of a clean render, in place: lens and sensor in linear light, development and file in sRGB.</summary>
internal static class PhotoFinish
{
    private const int SmallestSide = 8;

    /// <summary>Finishes an image.</summary>
    /// <param name="image">The render; changed in place.</param>
    /// <param name="camera">The camera; <see cref="FaceCamera.Perfect"/> leaves every byte as it is.</param>
    /// <param name="seed">Of the noise, such as <see cref="FaceCamera.Pattern"/>.</param>
    /// <param name="scratch">Buffers, of one thread at a time.</param>
    public static void Apply(ImageBuffer image, FaceCamera camera, ulong seed, PhotoScratch scratch)
    {
        var taken = image;
        if (camera.ChangesPixels)
        {
            Expose(image, camera, seed, scratch);
            PhotoDevelopment.Develop(scratch, camera);
            var picture = scratch.Picture;
            if (picture.Width != image.Width || picture.Height != image.Height) taken = scratch.Images.Rent(picture.Width, picture.Height);
            Store(picture, taken);
        }

        var file = camera.Compression is { } quality ? scratch.Codec.Decode(scratch.Codec.Encode(taken, ImageFormat.Jpeg, quality)) : taken;
        if (taken != image) Enlarge(file, image, scratch);
        else if (file != image) file.Pixels.CopyTo(image.Pixels, 0);
        scratch.Images.Return(file);
        if (file != taken) scratch.Images.Return(taken);
    }

    private static void Expose(ImageBuffer image, FaceCamera camera, ulong seed, PhotoScratch scratch)
    {
        var picture = scratch.Picture;
        picture.Resize(image.Width, image.Height);
        for (int i = 0, count = image.Width * image.Height; i < count; i++) picture.Pixels[i] = SrgbCurve.ToLinear(image.Pixels.AsSpan(3 * i, 3));
        var side = Math.Max(image.Width, image.Height);
        picture.Blur(camera.Blur * side);
        if (camera.MotionBlur > 0) Move(scratch, camera.MotionBlur * side, camera.MotionAngle);
        if (camera.Resolution < 1)
        {
            var (width, height) = (Small(image.Width, camera.Resolution), Small(image.Height, camera.Resolution));
            scratch.Other.Shrink(scratch.Picture, width, height);
            scratch.Swap();
        }

        PhotoDevelopment.Filter(scratch.Picture, camera);
        if (camera.Noise > 0) SensorNoise.Add(scratch.Picture, scratch.Other, camera.Noise, seed);
    }

    private static int Small(int side, float share) => Math.Clamp((int)MathF.Round(side * share), Math.Min(SmallestSide, side), side);

    /// <summary>The mean along a line through each pixel.</summary>
    private static void Move(PhotoScratch scratch, float length, float degrees)
    {
        var (source, target) = (scratch.Picture, scratch.Other);
        target.Resize(source.Width, source.Height);
        var taps = Math.Clamp((int)(0.7f * length) + 2, 2, 64);
        var (sin, cos) = MathF.SinCos(degrees * (MathF.PI / 180));
        Vector2 step = new Vector2(cos, sin) * (length / (taps - 1)), start = step * (-0.5f * (taps - 1));
        for (var y = 0; y < source.Height; y++)
        {
            var row = target.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                var sum = Vector4.Zero;
                for (var tap = 0; tap < taps; tap++) sum += source.Sample(x + start.X + tap * step.X, y + start.Y + tap * step.Y);
                row[x] = sum * (1f / taps);
            }
        }

        scratch.Swap();
    }

    private static void Store(ColorCanvas picture, ImageBuffer image)
    {
        var pixels = image.Pixels;
        for (int i = 0, at = 0; at < pixels.Length; i++, at += 3)
        {
            var color = Vector4.Min(Vector4.Max(picture.Pixels[i], Vector4.Zero), Vector4.One) * 255 + new Vector4(0.5f);
            (pixels[at], pixels[at + 1], pixels[at + 2]) = ((byte)color.X, (byte)color.Y, (byte)color.Z);
        }
    }

    private static void Enlarge(ImageBuffer small, ImageBuffer image, PhotoScratch scratch)
    {
        var (source, target) = (scratch.Picture, scratch.Other);
        for (int i = 0, at = 0; at < small.Pixels.Length; i++, at += 3) source.Pixels[i] = new Vector4(small.Pixels[at], small.Pixels[at + 1], small.Pixels[at + 2], 255) * (1 / 255f);
        target.Resize(image.Width, image.Height);
        float across = (float)small.Width / image.Width, down = (float)small.Height / image.Height;
        for (var y = 0; y < image.Height; y++)
        {
            var row = target.Row(y);
            for (var x = 0; x < row.Length; x++) row[x] = source.Sample((x + 0.5f) * across - 0.5f, (y + 0.5f) * down - 0.5f);
        }

        Store(target, image);
    }
}
