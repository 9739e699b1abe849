using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>Splits an image into sub-samples, each of every n-th pixel of every n-th row, and joins them again.</summary>
internal static class InterleavedTiles
{
    /// <summary>One of the n² sub-samples of a square image whose side n divides.</summary>
    internal static ImageBuffer Take(ImageBuffer image, int count, int tile)
    {
        var part = new ImageBuffer(image.Width / count, image.Height / count);
        Visit(part, count, tile, (y, row, from, at) => image.Row(y).Slice(from, 3).CopyTo(part.Row(row)[at..]));
        return part;
    }

    /// <summary>The image whose sub-samples these are, all of one size.</summary>
    internal static ImageBuffer Join(IReadOnlyList<ImageBuffer> tiles, int count)
    {
        var image = new ImageBuffer(count * tiles[0].Width, count * tiles[0].Height);
        for (var tile = 0; tile < tiles.Count; tile++)
        {
            var part = tiles[tile];
            Visit(part, count, tile, (y, row, to, at) => part.Row(row).Slice(at, 3).CopyTo(image.Row(y)[to..]));
        }

        return image;
    }

    // Passes the row in the image and in the part, then the place in these rows.
    private static void Visit(ImageBuffer part, int count, int tile, Action<int, int, int, int> visit)
    {
        for (var y = 0; y < part.Height; y++)
        {
            for (var x = 0; x < part.Width; x++) visit(count * y + tile / count, y, 3 * (count * x + tile % count), 3 * x);
        }
    }
}
