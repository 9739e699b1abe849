using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>One level of a pyramid: float samples, channels interleaved. Outside, samples are mirrored without the one at the edge.</summary>
internal sealed class PyramidPlane(int width, int height, int channels)
{
    /// <summary>A mask as the finest level.</summary>
    internal PyramidPlane(ImageMask mask)
        : this(mask.Width, mask.Height, 1) => mask.Values.CopyTo(Values, 0);

    internal int Width => width;

    internal int Height => height;

    internal float[] Values { get; } = new float[checked(width * height * channels)];

    /// <summary>Smooths with [1 4 6 4 1] / 16 along both axes and keeps every second sample.</summary>
    internal PyramidPlane Reduce()
    {
        var coarse = new PyramidPlane((width + 1) / 2, (height + 1) / 2, channels);
        var column = new float[width * channels];
        for (var y = 0; y < coarse.Height; y++)
        {
            ReadOnlySpan<float> a = Row(2 * y - 2), b = Row(2 * y - 1), c = Row(2 * y), d = Row(2 * y + 1), e = Row(2 * y + 2);
            for (var i = 0; i < column.Length; i++) column[i] = (a[i] + e[i] + 4 * (b[i] + d[i]) + 6 * c[i]) / 16;
            var output = coarse.Row(y);
            for (int x = 0, to = 0; x < coarse.Width; x++)
            {
                int first = At(2 * x - 2), second = At(2 * x - 1), middle = At(2 * x), fourth = At(2 * x + 1), last = At(2 * x + 2);
                for (var k = 0; k < channels; k++, to++)
                {
                    var outer = column[first + k] + column[last + k];
                    output[to] = (outer + 4 * (column[second + k] + column[fourth + k]) + 6 * column[middle + k]) / 16;
                }
            }
        }

        return coarse;
    }

    /// <summary>
    /// The next finer level: zeros between the samples, smoothed with the same kernel times 2 along each axis. After the end, the last sample is repeated.
    /// </summary>
    internal PyramidPlane Expand(int fineWidth, int fineHeight)
    {
        var fine = new PyramidPlane(fineWidth, fineHeight, channels);
        var column = new float[width * channels];
        for (var y = 0; y < fineHeight; y++)
        {
            ReadOnlySpan<float> before = Row(y / 2 - 1), here = Row(y / 2), after = Row(Math.Min(y / 2 + 1, height - 1));
            for (var i = 0; i < column.Length; i++) column[i] = y % 2 == 0 ? (before[i] + 6 * here[i] + after[i]) / 8 : (here[i] + after[i]) / 2;
            var output = fine.Row(y);
            for (int x = 0, to = 0; x < fineWidth; x++)
            {
                int left = At(x / 2 - 1), middle = At(x / 2), right = At(Math.Min(x / 2 + 1, width - 1));
                for (var k = 0; k < channels; k++, to++)
                {
                    var (near, next) = (column[middle + k], column[right + k]);
                    output[to] = x % 2 == 0 ? (column[left + k] + 6 * near + next) / 8 : (near + next) / 2;
                }
            }
        }

        return fine;
    }

    internal void Add(PyramidPlane other)
    {
        for (var i = 0; i < Values.Length; i++) Values[i] += other.Values[i];
    }

    internal void Subtract(PyramidPlane other)
    {
        for (var i = 0; i < Values.Length; i++) Values[i] -= other.Values[i];
    }

    /// <summary>Scales all channels of a sample by one weight.</summary>
    internal void Scale(PyramidPlane weights)
    {
        for (int i = 0, at = 0; i < weights.Values.Length; i++)
            for (var k = 0; k < channels; k++, at++) Values[at] *= weights.Values[i];
    }

    private Span<float> Row(int y) => Values.AsSpan(Mirrored(y, height) * width * channels, width * channels);

    private int At(int x) => channels * Mirrored(x, width);

    // An index at most two beyond the ends; on an axis too short to mirror, the nearest sample.
    private static int Mirrored(int index, int length)
    {
        if (index < 0) index = -index;
        if (index >= length) index = 2 * (length - 1) - index;
        return Math.Clamp(index, 0, length - 1);
    }
}
