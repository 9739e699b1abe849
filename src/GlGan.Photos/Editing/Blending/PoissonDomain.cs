using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>The pixels a Poisson blend computes, within a window of the image.</summary>
internal sealed class PoissonDomain
{
    private const float Threshold = 0.5f;
    private const int OpenCvErosion = 3;

    private readonly bool[] _unknown;
    private readonly bool[] _foreground;

    private PoissonDomain(int left, int top, int width, int height, bool[] unknown, bool[] foreground) =>
        (Left, Top, Width, Height, _unknown, _foreground) = (left, top, width, height, unknown, foreground);

    internal int Left { get; }

    internal int Top { get; }

    internal int Width { get; }

    internal int Height { get; }

    internal bool IsUnknown(int x, int y) => _unknown[y * Width + x];

    /// <summary>Whether the foreground's gradients apply at a pixel.</summary>
    internal bool IsForeground(int x, int y) => _foreground[y * Width + x];

    /// <summary>Whether the foreground's gradients apply anywhere.</summary>
    internal bool HasForeground => _foreground.Contains(true);

    /// <summary>Whether no pixel of the image is known, so that the solution is defined up to a constant.</summary>
    internal bool IsAll(ImageBuffer image) => Width == image.Width && Height == image.Height && Array.TrueForAll(_unknown, unknown => unknown);

    /// <summary>The domain of a mask, or null if there is no pixel to compute.</summary>
    internal static PoissonDomain? Of(ImageMask mask, PoissonVariant variant) => variant switch
    {
        PoissonVariant.Perez => Perez(mask),
        PoissonVariant.OpenCv => OpenCv(mask),
        _ => throw new ArgumentOutOfRangeException(nameof(variant), variant, "Unknown variant."),
    };

    // One pixel around the mask belongs to the window: its colours are what the result meets.
    private static PoissonDomain? Perez(ImageMask mask)
    {
        var covered = Array.ConvertAll(mask.Values, value => value >= Threshold);
        if (Bounds(covered, mask.Width) is not var (left, top, right, bottom)) return null;
        (left, top, right, bottom) = (Math.Max(0, left - 1), Math.Max(0, top - 1), Math.Min(mask.Width, right + 1), Math.Min(mask.Height, bottom + 1));
        var inside = Window(covered, mask.Width, left, top, right, bottom);
        return new(left, top, right - left, bottom - top, inside, inside);
    }

    private static PoissonDomain? OpenCv(ImageMask mask)
    {
        var covered = Array.ConvertAll(mask.Values, value => value >= Threshold);
        var last = covered.Length - mask.Width;
        for (var x = 0; x < mask.Width; x++) covered[x] = covered[last + x] = false;
        for (var y = 0; y <= last; y += mask.Width) covered[y] = covered[y + mask.Width - 1] = false;
        if (Bounds(covered, mask.Width) is not var (left, top, right, bottom)) return null;
        int width = right - left, height = bottom - top;
        var unknown = new bool[width * height];
        for (var y = 1; y < height - 1; y++) unknown.AsSpan(y * width + 1, Math.Max(0, width - 2)).Fill(true);
        var foreground = Window(Eroded(Eroded(covered, mask.Width, 1), mask.Width, mask.Width), mask.Width, left, top, right, bottom);
        return new(left, top, width, height, unknown, foreground);
    }

    private static (int Left, int Top, int Right, int Bottom)? Bounds(bool[] covered, int width)
    {
        int left = width, right = 0, top = Array.IndexOf(covered, true) / width, bottom = Array.LastIndexOf(covered, true) / width + 1;
        for (var start = 0; start < covered.Length; start += width)
        {
            var row = covered.AsSpan(start, width);
            if (row.IndexOf(true) is not (>= 0 and var first)) continue;
            (left, right) = (Math.Min(left, first), Math.Max(right, row.LastIndexOf(true) + 1));
        }

        return right > 0 ? (left, top, right, bottom) : null;
    }

    private static bool[] Window(bool[] covered, int stride, int left, int top, int right, int bottom)
    {
        var window = new bool[(right - left) * (bottom - top)];
        for (var y = top; y < bottom; y++) covered.AsSpan(y * stride + left, right - left).CopyTo(window.AsSpan((y - top) * (right - left)));
        return window;
    }

    // Along one axis. The outermost pixels are not covered, so what lies beyond them never matters.
    private static bool[] Eroded(bool[] covered, int width, int step)
    {
        var eroded = (bool[])covered.Clone();
        for (var i = 0; i < covered.Length; i++)
        {
            for (var offset = 1; eroded[i] && offset <= OpenCvErosion; offset++)
                eroded[i] = covered[i - offset * step] && covered[i + offset * step];
        }

        return eroded;
    }
}
