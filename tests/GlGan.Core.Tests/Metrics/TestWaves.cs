using GlGan.Imaging;

namespace GlGan.Tests.Metrics;

/// <summary>Grey pictures with formulae, for golden values.</summary>
internal static class TestWaves
{
    internal static ImageBuffer Clean(int side) => Grey(side, (x, y) => Wave(y, x));

    internal static ImageBuffer Noisy(int side) => Grey(side, (x, y) => Math.Clamp(Wave(y, x) + (7 * y + 13 * x) % 21 - 10, 0, 255));

    internal static ImageBuffer Grey(int side, Func<int, int, int> value)
    {
        var image = new ImageBuffer(side, side);
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++) image.Row(y).Slice(3 * x, 3).Fill((byte)value(x, y));
        }

        return image;
    }

    /// <summary>The red channel in [-1, 1].</summary>
    internal static float[] Plane(ImageBuffer image) => [.. image.Pixels.Where((_, i) => i % 3 == 0).Select(value => value / 127.5f - 1)];

    private static int Wave(int i, int j) => (int)Math.Floor(127.5 + 100 * Math.Sin(0.15 * i) * Math.Cos(0.1 * j) + 0.5);
}
