using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>By how much the wanted differences between neighbouring pixels exceed the background's, in one channel.</summary>
internal sealed class PoissonGuidance(
    ImageBuffer foreground, ImageBuffer background, PoissonDomain domain, PoissonMode mode, PoissonVariant variant, int channel)
{
    private readonly int[] _front = Samples(foreground, domain, mode == PoissonMode.MonochromeTransfer ? null : channel);
    private readonly int[] _back = Samples(background, domain, channel);

    /// <summary>Writes the right side of the equation: the negative divergence of the excess, at every unknown pixel.</summary>
    internal void WriteDivergence(PoissonLevel level, Span<float> rightSide)
    {
        int width = domain.Width, height = domain.Height;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var at = level.Start(y) + x;
                if (x + 1 < width) Spread(Excess(x, y, 1, 0), rightSide, at, domain.IsUnknown(x, y), at + 1, domain.IsUnknown(x + 1, y));
                if (y + 1 < height) Spread(Excess(x, y, 0, 1), rightSide, at, domain.IsUnknown(x, y), level.Start(y + 1) + x, domain.IsUnknown(x, y + 1));
            }
        }
    }

    private static void Spread(int excess, Span<float> rightSide, int from, bool fromUnknown, int to, bool toUnknown)
    {
        if (fromUnknown) rightSide[from] -= excess;
        if (toUnknown) rightSide[to] += excess;
    }

    private int Excess(int x, int y, int dx, int dy)
    {
        int width = domain.Width, at = y * width + x, next = at + dy * width + dx;
        var applies = domain.IsForeground(x, y) || (variant == PoissonVariant.Perez && domain.IsForeground(x + dx, y + dy));
        if (!applies) return 0;
        int front = _front[next] - _front[at], back = _back[next] - _back[at];
        if (mode != PoissonMode.Mixed) return front - back;
        var stronger = variant == PoissonVariant.OpenCv
            ? Math.Abs(_front[at + 1] - _front[at + width]) > Math.Abs(_back[at + 1] - _back[at + width])
            : Math.Abs(front) > Math.Abs(back);
        return stronger ? front - back : 0;
    }

    private static int[] Samples(ImageBuffer image, PoissonDomain domain, int? channel)
    {
        var samples = new int[domain.Width * domain.Height];
        for (var y = 0; y < domain.Height; y++)
        {
            var row = image.Row(domain.Top + y)[(3 * domain.Left)..];
            for (var x = 0; x < domain.Width; x++) samples[y * domain.Width + x] = channel is { } index ? row[3 * x + index] : Luma(row[(3 * x)..]);
        }

        return samples;
    }

    // Whole numbers keep the sum of the right side exactly 0 where the solution is defined up to a constant.
    private static int Luma(ReadOnlySpan<byte> pixel) => (299 * pixel[0] + 587 * pixel[1] + 114 * pixel[2] + 500) / 1000;
}
