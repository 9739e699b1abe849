using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GlGan.Imaging;

/// <summary>Maps an image through an affine transform: bilinear samples, one or several per output pixel, eight pixels at a time.</summary>
internal readonly ref struct AffineWarp
{
    private const int Group = 8;

    private readonly ImageBuffer _image;
    private readonly Matrix3x2 _inputFromOutput;
    private readonly ImageBorder _border;
    private readonly int _across;
    private readonly int _down;

    /// <param name="image">Image to sample.</param>
    /// <param name="inputFromOutput">Where a point of the output lies in the input.</param>
    /// <param name="border">What lies outside.</param>
    /// <param name="across">Samples per output pixel along x.</param>
    /// <param name="down">Samples per output pixel along y.</param>
    internal AffineWarp(ImageBuffer image, Matrix3x2 inputFromOutput, ImageBorder border, int across, int down) =>
        (_image, _inputFromOutput, _border, _across, _down) = (image, inputFromOutput, border, across, down);

    internal void Fill(ImageBuffer output)
    {
        Span<Vector256<float>> sums = stackalloc Vector256<float>[Group];
        for (var y = 0; y < output.Height; y++)
        {
            var row = output.Row(y);
            for (var x = 0; x < output.Width; x += Group)
            {
                sums.Clear();
                for (var j = 0; j < _down; j++)
                {
                    for (var i = 0; i < _across; i++) AddSamples(sums, x + (i + 0.5f) / _across - 0.5f, y + (j + 0.5f) / _down - 0.5f);
                }

                Store(sums, row[(3 * x)..]);
            }
        }
    }

    // Each sum holds red, green and blue of the left samples, then of the right ones.
    private void AddSamples(Span<Vector256<float>> sums, float x, float y)
    {
        var map = _inputFromOutput;
        var xs = Vector256.Create(x) + Vector256.Create(0f, 1, 2, 3, 4, 5, 6, 7);
        var pointX = xs * map.M11 + Vector256.Create(y * map.M21 + map.M31);
        var pointY = xs * map.M12 + Vector256.Create(y * map.M22 + map.M32);
        var (left, top) = (Vector256.Floor(pointX), Vector256.Floor(pointY));
        var (column, line) = (Vector256.ConvertToInt32Native(left), Vector256.ConvertToInt32Native(top));
        var stride = 3 * _image.Width;
        var offsets = line * stride + column * 3;
        ReadOnlySpan<byte> pixels = _image.Pixels;
        var inside = Vector256.LessThan(column.AsUInt32(), Vector256.Create((uint)(_image.Width - 1)))
            & Vector256.LessThan(line.AsUInt32(), Vector256.Create((uint)(_image.Height - 1)))
            & Vector256.LessThanOrEqual(offsets, Vector256.Create(pixels.Length - stride - sizeof(ulong))).AsUInt32();
        if (!Vector256.EqualsAll(inside, Vector256<uint>.AllBitsSet))
        {
            for (var lane = 0; lane < Group; lane++) sums[lane] += Sample(pointX[lane], pointY[lane]).AsVector128().ToVector256();
            return;
        }

        Span<int> starts = stackalloc int[Group];
        Span<float> rights = stackalloc float[Group], bottoms = stackalloc float[Group];
        offsets.CopyTo(starts);
        (pointX - left).CopyTo(rights);
        (pointY - top).CopyTo(bottoms);
        var (one, sign) = (Vector256.Create(1f, 1, 1, 1, 0, 0, 0, 0), Vector256.Create(-1f, -1, -1, -1, 1, 1, 1, 1));
        for (var lane = 0; lane < Group; lane++)
        {
            var upper = TwoPixels(pixels[starts[lane]..]);
            var lower = TwoPixels(pixels[(starts[lane] + stride)..]);
            var between = Vector256.MultiplyAddEstimate(lower - upper, Vector256.Create(bottoms[lane]), upper);
            sums[lane] = Vector256.MultiplyAddEstimate(between, Vector256.MultiplyAddEstimate(sign, Vector256.Create(rights[lane]), one), sums[lane]);
        }
    }

    private static Vector256<float> TwoPixels(ReadOnlySpan<byte> pixels)
    {
        const byte None = byte.MaxValue;
        var bytes = Vector256.Create(MemoryMarshal.Read<ulong>(pixels)).AsByte();
        var spread = Vector256.Shuffle(bytes, Vector256.Create(
            (byte)0, None, None, None, 1, None, None, None, 2, None, None, None, None, None, None, None,
            19, None, None, None, 20, None, None, None, 21, None, None, None, None, None, None, None));
        return Vector256.ConvertToSingle(spread.AsInt32());
    }

    private void Store(Span<Vector256<float>> sums, Span<byte> row)
    {
        var weight = Vector128.Create(1f / (_across * _down));
        for (int lane = 0, to = 0; lane < Group && to < row.Length; lane++, to += 3)
        {
            var color = Vector128.MultiplyAddEstimate(sums[lane].GetLower() + sums[lane].GetUpper(), weight, Vector128.Create(0.5f));
            var bytes = Vector128.ConvertToInt32Native(color).AsByte();
            (row[to], row[to + 1], row[to + 2]) = (bytes[0], bytes[4], bytes[8]);
        }
    }

    private Vector3 Sample(float x, float y)
    {
        float left = MathF.Floor(x), top = MathF.Floor(y);
        float right = x - left, bottom = y - top;
        int x0 = Inside((int)left, _image.Width), x1 = Inside((int)left + 1, _image.Width);
        ReadOnlySpan<byte> upper = _image.Row(Inside((int)top, _image.Height)), lower = _image.Row(Inside((int)top + 1, _image.Height));
        return Vector3.Lerp(Vector3.Lerp(Load(upper, x0), Load(upper, x1), right), Vector3.Lerp(Load(lower, x0), Load(lower, x1), right), bottom);
    }

    private int Inside(int position, int length)
    {
        if ((uint)position < (uint)length) return position;
        if (_border == ImageBorder.Replicate) return position < 0 ? 0 : length - 1;
        var period = 2L * length;
        var folded = (int)((position % period + period) % period);
        return folded < length ? folded : (int)(period - 1 - folded);
    }

    private static Vector3 Load(ReadOnlySpan<byte> row, int x)
    {
        var pixel = row.Slice(3 * x, 3);
        return new Vector3(pixel[0], pixel[1], pixel[2]);
    }
}
