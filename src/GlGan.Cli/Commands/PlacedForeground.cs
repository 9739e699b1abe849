using GlGan.Imaging;

namespace GlGan.Cli.Commands;

/// <summary>A foreground and its mask on a canvas of the background's size.</summary>
/// <param name="Image">The foreground; its edge pixels are repeated outside.</param>
/// <param name="Mask">Its mask times its opacity; 0 outside.</param>
internal sealed record PlacedForeground(ImageBuffer Image, ImageMask Mask)
{
    /// <summary>Loads both and places them.</summary>
    /// <exception cref="ArgumentException">The mask has another size than the foreground, or nothing of it shows on the background.</exception>
    internal static PlacedForeground Load(string imagePath, string maskPath, int left, int top, ImageBuffer background)
    {
        var (image, opacity) = ImageFile.LoadWithOpacity(imagePath);
        var mask = ImageFile.LoadMask(maskPath);
        if (mask.Width != image.Width || mask.Height != image.Height)
        {
            throw new ArgumentException(
                $"The mask '{maskPath}' is {mask.Width}x{mask.Height} and the foreground '{imagePath}' {image.Width}x{image.Height}; they need one size.");
        }

        if (left >= background.Width || top >= background.Height || left + (long)image.Width <= 0 || top + (long)image.Height <= 0)
        {
            throw new ArgumentException(
                $"At the offset {left},{top} nothing of '{imagePath}' lies on the background of {background.Width}x{background.Height}.");
        }

        var placed = new PlacedForeground(new ImageBuffer(background.Width, background.Height), new ImageMask(background.Width, background.Height));
        for (var y = 0; y < background.Height; y++)
        {
            var fromY = Math.Clamp(y - top, 0, image.Height - 1);
            Span<byte> pixels = placed.Image.Row(y), from = image.Row(fromY);
            for (var x = 0; x < background.Width; x++)
            {
                var fromX = Math.Clamp(x - left, 0, image.Width - 1);
                from.Slice(3 * fromX, 3).CopyTo(pixels[(3 * x)..]);
                if (fromX == x - left && fromY == y - top) placed.Mask.Row(y)[x] = mask.Row(fromY)[fromX] * (opacity?.Row(fromY)[fromX] ?? 1);
            }
        }

        return placed.Mask.Values.AsSpan().ContainsAnyExcept(0f)
            ? placed
            : throw new ArgumentException(
                $"Nothing of '{imagePath}' would show: what the mask '{maskPath}' selects of it is transparent, or lies outside the background at the offset {left},{top}.");
    }
}
