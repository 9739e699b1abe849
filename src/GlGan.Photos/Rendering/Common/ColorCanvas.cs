using System.Numerics;

namespace GlGan.Rendering;

/// <summary>
/// An image of four floats per pixel that grows and is used again: linear colour, and in W how much of it there is. Pixel centres are at integers;
/// the edge is repeated outside. Products and sums are taken one by one and never fused, so that every machine gets the same bytes.
/// </summary>
internal sealed class ColorCanvas
{
    private Vector4[] _line = [], _sums = [];

    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>At least <c>Width · Height</c> pixels.</summary>
    public Vector4[] Pixels { get; private set; } = [];

    public Span<Vector4> Row(int y) => Pixels.AsSpan(y * Width, Width);

    /// <summary>Sets the size, at least 2×2; what was painted is undefined afterwards.</summary>
    public void Resize(int width, int height)
    {
        (Width, Height) = (width, height);
        if (Pixels.Length < width * height) Pixels = new Vector4[width * height];
    }

    public void Clear(Vector4 color) => Pixels.AsSpan(0, Width * Height).Fill(color);

    /// <summary>Bilinear.</summary>
    public Vector4 Sample(float x, float y)
    {
        (x, y) = (Math.Clamp(x, 0, Width - 1), Math.Clamp(y, 0, Height - 1));
        int left = Math.Min((int)x, Width - 2), top = Math.Min((int)y, Height - 2), at = top * Width + left;
        float right = x - left, down = y - top;
        var upper = Pixels[at] + (Pixels[at + 1] - Pixels[at]) * right;
        var lower = Pixels[at + Width] + (Pixels[at + Width + 1] - Pixels[at + Width]) * right;
        return upper + (lower - upper) * down;
    }

    /// <summary>Becomes another canvas made smaller: the mean of what each pixel covers.</summary>
    public void Shrink(ColorCanvas source, int width, int height)
    {
        Resize(width, height);
        float across = (float)source.Width / width, down = (float)source.Height / height;
        for (var y = 0; y < height; y++)
        {
            float top = y * down, bottom = Math.Min(top + down, source.Height);
            for (var x = 0; x < width; x++)
            {
                float left = x * across, right = Math.Min(left + across, source.Width);
                var sum = Vector4.Zero;
                for (var v = (int)top; v < bottom; v++)
                {
                    var tall = Math.Min(v + 1, bottom) - Math.Max(v, top);
                    for (var u = (int)left; u < right; u++) sum += source.Pixels[v * source.Width + u] * (tall * (Math.Min(u + 1, right) - Math.Max(u, left)));
                }

                Pixels[y * width + x] = sum * (1 / ((right - left) * (bottom - top)));
            }
        }
    }

    /// <summary>Blurs with a bell of that standard deviation in pixels, which ends at 3.6 of them.</summary>
    public void Blur(float sigma)
    {
        var radius = (int)(3.6f * sigma);
        if (radius == 0) return;
        Span<float> kernel = stackalloc float[2 * radius + 1];
        var sum = 0f;
        // The variance of Bell is 9/13 of the square of its unit.
        for (var i = 0; i < kernel.Length; i++) sum += kernel[i] = ShadingMath.Bell(9 / 13f * (i - radius) * (i - radius) / (sigma * sigma));
        foreach (ref var weight in kernel) weight /= sum;
        Convolve(kernel);
    }

    /// <summary>Weighs each pixel and its neighbours along rows, then along columns.</summary>
    public void Convolve(ReadOnlySpan<float> kernel)
    {
        if (_line.Length < Math.Max(Width, Height) + kernel.Length) _line = new Vector4[Math.Max(Width, Height) + kernel.Length];
        for (var y = 0; y < Height; y++) Convolve(y * Width, Width, 1, kernel);
        for (var x = 0; x < Width; x++) Convolve(x, Height, Width, kernel);
    }

    private void Convolve(int start, int length, int step, ReadOnlySpan<float> kernel)
    {
        var radius = kernel.Length / 2;
        _line.AsSpan(0, radius).Fill(Pixels[start]);
        for (var i = 0; i < length; i++) _line[radius + i] = Pixels[start + i * step];
        _line.AsSpan(radius + length, radius).Fill(Pixels[start + (length - 1) * step]);
        for (var i = 0; i < length; i++)
        {
            var window = _line.AsSpan(i, kernel.Length);
            var sum = Vector4.Zero;
            for (var k = 0; k < window.Length; k++) sum += window[k] * kernel[k];
            Pixels[start + i * step] = sum;
        }
    }

    /// <summary>Blurs as a lens does, over a disc of that radius in pixels: running sums along the rows make its size nearly free.</summary>
    public void Defocus(float radius)
    {
        int rows = (int)radius, pad = rows + 2, stride = Width + 2 * pad + 1;
        if (rows == 0) return;
        if (_sums.Length < stride * Height) _sums = new Vector4[stride * Height];
        for (var y = 0; y < Height; y++)
        {
            var sums = _sums.AsSpan(y * stride, stride);
            var row = Row(y);
            sums[0] = Vector4.Zero;
            for (var x = 0; x < stride - 1; x++) sums[x + 1] = sums[x] + row[Math.Clamp(x - pad, 0, Width - 1)];
        }

        Clear(Vector4.Zero);
        var area = 0f;
        for (var dy = -rows; dy <= rows; dy++)
        {
            var half = MathF.Sqrt(radius * radius - dy * dy);
            area += 2 * half + 1;
            for (var y = 0; y < Height; y++) AddRow(_sums.AsSpan(Math.Clamp(y + dy, 0, Height - 1) * stride + pad - rows - 1, Width + 2 * rows + 3), Row(y), rows + 1, half);
        }

        foreach (ref var pixel in Pixels.AsSpan(0, Width * Height)) pixel *= 1 / area;
    }

    // Whole pixels to either side, and part of the next one.
    private static void AddRow(ReadOnlySpan<Vector4> sums, Span<Vector4> row, int offset, float half)
    {
        var whole = (int)half;
        var part = half - whole;
        for (var x = 0; x < row.Length; x++)
        {
            int left = x + offset - whole, right = x + offset + whole + 1;
            var inner = sums[right] - sums[left];
            var outer = sums[right + 1] - sums[left - 1];
            row[x] += inner + (outer - inner) * part;
        }
    }
}
