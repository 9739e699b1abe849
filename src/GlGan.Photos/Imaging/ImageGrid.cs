namespace GlGan.Imaging;

/// <summary>Composes images of one size into a sheet.</summary>
public static class ImageGrid
{
    /// <summary>Lays images out row by row. Gaps lie between images, not around the sheet; cells left over show the background.</summary>
    /// <param name="images">Images of equal size, at least one.</param>
    /// <param name="columns">Images per row, at least 1.</param>
    /// <param name="gap">Pixels between neighbours, at least 0.</param>
    /// <param name="background">Colour of gaps and empty cells; black unless given.</param>
    /// <exception cref="ArgumentException">There is no image, or one differs in size; the message says which.</exception>
    public static ImageBuffer Compose(IReadOnlyList<ImageBuffer> images, int columns, int gap = 2, (byte R, byte G, byte B) background = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(gap);
        if (images.Count == 0) throw new ArgumentException("There is no image to lay out.", nameof(images));
        int width = images[0].Width, height = images[0].Height;
        var rows = (images.Count + columns - 1) / columns;
        var sheet = new ImageBuffer(columns * (width + gap) - gap, rows * (height + gap) - gap);
        for (var i = 0; i < sheet.Pixels.Length; i += 3) (sheet.Pixels[i], sheet.Pixels[i + 1], sheet.Pixels[i + 2]) = background;
        for (var index = 0; index < images.Count; index++)
        {
            var image = images[index];
            if (image.Width != width || image.Height != height)
                throw new ArgumentException($"Image {index} is {image.Width}x{image.Height}, expected {width}x{height} like the first.", nameof(images));
            int left = 3 * (index % columns) * (width + gap), top = index / columns * (height + gap);
            for (var y = 0; y < height; y++) image.Row(y).CopyTo(sheet.Row(top + y)[left..]);
        }

        return sheet;
    }
}
