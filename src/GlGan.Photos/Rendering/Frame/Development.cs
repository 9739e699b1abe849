using System.Numerics;
using GlGan.Imaging;

namespace GlGan.Rendering;

/// <summary>Turns linear light into sRGB bytes.</summary>
internal static class Development
{
    private static readonly byte[] ToSrgb = SrgbTable();

    public static ImageBuffer Develop(ReadOnlySpan<Vector3> colors, int size)
    {
        var image = new ImageBuffer(size, size);
        for (var y = 0; y < size; y++)
        {
            var row = image.Row(y);
            for (var x = 0; x < size; x++)
            {
                var color = colors[y * size + x];
                (row[3 * x], row[3 * x + 1], row[3 * x + 2]) = (ToSrgb[Index(color.X)], ToSrgb[Index(color.Y)], ToSrgb[Index(color.Z)]);
            }
        }

        return image;
    }

    // Highlights roll off above 0.75 instead of clipping.
    private static int Index(float v) => (int)(Math.Clamp(v <= 0.75f ? v : 0.75f + (v - 0.75f) / (1 + 2 * (v - 0.75f)), 0, 1) * (ToSrgb.Length - 1));

    private static byte[] SrgbTable()
    {
        var table = new byte[8192];
        for (var i = 0; i < table.Length; i++)
        {
            var v = i / (table.Length - 1.0);
            table[i] = (byte)Math.Round(255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * Math.Pow(v, 1 / 2.4) - 0.055));
        }

        return table;
    }
}
