using System.Buffers;

namespace GlGan.Imaging;

/// <summary>
/// Decodes the JPEG files that data sets are made of several times faster than a library without vector code can, to the same bits as libjpeg. It answers only
/// for files that are simple and whole (<see cref="JpegHeader"/>); for any other it declines, and another decoder has the word.
/// One instance serves one thread at a time and is meant to be used again.
/// </summary>
internal sealed class BaselineJpegDecoder
{
    // Narrower chroma is upsampled by other rules.
    private const int MinSide = 8;

    private readonly JpegHeader _header = new();
    private readonly int[] _block = new int[64];

    /// <summary>Decodes a file.</summary>
    /// <param name="encoded">The whole file.</param>
    /// <param name="image">An image of the size the file says; undefined unless the result is true.</param>
    /// <returns>False if this is a file for another decoder.</returns>
    internal bool TryDecode(ReadOnlySpan<byte> encoded, ImageBuffer image)
    {
        if (!_header.TryRead(encoded, out var start) || (_header.Width, _header.Height) != (image.Width, image.Height)) return false;
        if (image.Width < MinSide || image.Height < MinSide) return false;
        using var scan = JpegScan.TryCreate(encoded[start..]);
        if (scan is null) return false;
        var components = _header.Components;
        var (across, down) = (components[0].Horizontal, components[0].Vertical);
        int columns = Ceiling(image.Width, 8 * across), rows = Ceiling(image.Height, 8 * down);
        try
        {
            foreach (var component in components) Prepare(component, image, columns, rows, across, down);
            if (!TryReadBlocks(scan, components, columns, rows)) return false;
            if (components.Length == 1) SpreadGrey(components[0], image);
            else if ((across, down) == (1, 1)) Convert(components, image);
            else ConvertSubsampled(components, image, down == 2);
            return true;
        }
        finally
        {
            foreach (var component in components)
            {
                if (component.Plane.Length > 0) ArrayPool<byte>.Shared.Return(component.Plane);
                component.Plane = [];
            }
        }
    }

    private static int Ceiling(int length, int unit) => (length + unit - 1) / unit;

    private static void Prepare(JpegComponent component, ImageBuffer image, int columns, int rows, int across, int down)
    {
        component.Width = Ceiling(image.Width * component.Horizontal, across);
        component.Height = Ceiling(image.Height * component.Vertical, down);
        component.Stride = 8 * columns * component.Horizontal;
        component.Plane = ArrayPool<byte>.Shared.Rent(checked(8 * rows * component.Vertical * component.Stride + 16));
    }

    private bool TryReadBlocks(JpegScan scan, ReadOnlySpan<JpegComponent> components, int columns, int rows)
    {
        _block.AsSpan().Clear();
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                foreach (var component in components)
                {
                    for (var y = row * component.Vertical; y < (row + 1) * component.Vertical; y++)
                    {
                        for (var x = column * component.Horizontal; x < (column + 1) * component.Horizontal; x++)
                        {
                            if (!scan.TryRead(component, _block, out var last)) return false;
                            var target = component.Plane.AsSpan(8 * (component.Stride * y + x));
                            if (last == 0) JpegInverseDct.Fill(_block[0], target, component.Stride);
                            else JpegInverseDct.Transform(_block, target, component.Stride);
                            _block[0] = 0;
                        }
                    }
                }
            }
        }

        return scan.IsAtEnd;
    }

    private static void SpreadGrey(JpegComponent luma, ImageBuffer image)
    {
        for (var y = 0; y < image.Height; y++)
        {
            ReadOnlySpan<byte> from = luma.Row(y);
            var to = image.Row(y);
            for (var x = 0; x < image.Width; x++) to.Slice(3 * x, 3).Fill(from[x]);
        }
    }

    // Rows may be read a little beyond their end: into the next row, or the memory after the last one.
    private static void Convert(ReadOnlySpan<JpegComponent> components, ImageBuffer image)
    {
        for (var y = 0; y < image.Height; y++)
        {
            var offset = components[0].Stride * y;
            JpegColor.Convert(components[0].Plane.AsSpan(offset), components[1].Plane.AsSpan(offset), components[2].Plane.AsSpan(offset), image.Row(y));
        }
    }

    private static void ConvertSubsampled(ReadOnlySpan<JpegComponent> components, ImageBuffer image, bool down)
    {
        var width = components[1].Width;
        var sums = ArrayPool<ushort>.Shared.Rent(width + 2 * JpegUpsampling.Margin);
        var length = 2 * (width + JpegUpsampling.Margin);
        var chroma = ArrayPool<byte>.Shared.Rent(2 * length);
        var cb = chroma.AsSpan(0, length);
        var cr = chroma.AsSpan(length, length);
        for (var y = 0; y < image.Height; y++)
        {
            Upsample(components[1], y, down, sums, cb);
            Upsample(components[2], y, down, sums, cr);
            JpegColor.Convert(components[0].Plane.AsSpan(components[0].Stride * y), cb, cr, image.Row(y));
        }

        ArrayPool<ushort>.Shared.Return(sums);
        ArrayPool<byte>.Shared.Return(chroma);
    }

    private static void Upsample(JpegComponent component, int y, bool down, Span<ushort> sums, Span<byte> target)
    {
        if (!down)
        {
            JpegUpsampling.Across(component.Row(y)[..component.Width], sums, target);
            return;
        }

        var near = y / 2;
        var far = Math.Clamp(y % 2 == 0 ? near - 1 : near + 1, 0, component.Height - 1);
        JpegUpsampling.AcrossAndDown(component.Row(near)[..component.Width], component.Row(far)[..component.Width], sums, target);
    }
}
