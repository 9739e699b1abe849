namespace GlGan.Imaging;

/// <summary>Images as networks see them: floats in [-1, 1], one plane per colour.</summary>
internal static class SignedPlanes
{
    private const float HalfRange = 127.5f;

    private static readonly float[] FromByte = [.. Enumerable.Range(0, 256).Select(value => value / HalfRange - 1)];

    /// <summary>Writes an image as planes.</summary>
    /// <param name="image">The image.</param>
    /// <param name="planes">Room for three planes.</param>
    internal static void Write(ImageBuffer image, Span<float> planes)
    {
        var pixels = image.Pixels;
        var plane = image.Width * image.Height;
        for (var channel = 0; channel < 3; channel++)
        {
            var target = planes.Slice(channel * plane, plane);
            for (int i = 0, from = channel; i < plane; i++, from += 3) target[i] = FromByte[pixels[from]];
        }
    }

    /// <summary>Whether no value is infinite or NaN.</summary>
    internal static bool AreFinite(ReadOnlySpan<float> planes) => !planes.ContainsAnyExceptInRange(float.MinValue, float.MaxValue);

    /// <summary>Reads an image from planes: clamped to [-1, 1] and rounded to the nearest of 256 levels. NaN gives black.</summary>
    /// <param name="planes">Three planes.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    internal static ImageBuffer Read(ReadOnlySpan<float> planes, int width, int height)
    {
        var image = new ImageBuffer(width, height);
        var pixels = image.Pixels;
        var plane = width * height;
        for (var channel = 0; channel < 3; channel++)
        {
            var source = planes.Slice(channel * plane, plane);
            for (int i = 0, to = channel; i < plane; i++, to += 3)
                pixels[to] = (byte)(Math.Clamp((source[i] + 1) * HalfRange, 0f, 255f) + 0.5f);
        }

        return image;
    }
}
