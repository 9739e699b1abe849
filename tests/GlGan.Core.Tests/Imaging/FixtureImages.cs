using GlGan.Imaging;

namespace GlGan.Tests.Imaging;

/// <summary>The images in Fixtures/imaging, and comparisons.</summary>
internal static class FixtureImages
{
    internal static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", "imaging", name);

    internal static byte[] Bytes(string name) => File.ReadAllBytes(PathOf(name));

    internal static ImageBuffer Load(string name) => ImageFile.Load(PathOf(name));

    /// <summary>Largest and mean absolute difference of bytes.</summary>
    internal static (int Largest, double Mean) Difference(ImageBuffer first, ImageBuffer second)
    {
        var differences = Differences(first, second);
        return (differences.Max(), differences.Average());
    }

    /// <summary>Absolute differences of bytes.</summary>
    internal static int[] Differences(ImageBuffer first, ImageBuffer second)
    {
        Assert.Equal((second.Width, second.Height), (first.Width, first.Height));
        return [.. first.Pixels.Zip(second.Pixels, (a, b) => Math.Abs(a - b))];
    }

    /// <summary>An image of noise.</summary>
    internal static ImageBuffer Noise(int width, int height, int seed)
    {
        var image = new ImageBuffer(width, height);
        new Random(seed).NextBytes(image.Pixels);
        return image;
    }

    internal static ImageBuffer Constant(int width, int height, byte r, byte g, byte b)
    {
        var image = new ImageBuffer(width, height);
        for (var i = 0; i < image.Pixels.Length; i += 3) (image.Pixels[i], image.Pixels[i + 1], image.Pixels[i + 2]) = (r, g, b);
        return image;
    }

    internal static (byte R, byte G, byte B) Pixel(ImageBuffer image, int x, int y)
    {
        var row = image.Row(y).Slice(3 * x, 3);
        return (row[0], row[1], row[2]);
    }
}
