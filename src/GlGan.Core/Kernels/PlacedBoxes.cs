using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GlGan.Native;
using static TorchSharp.torch;
using Vector = System.Runtime.Intrinsics.Vector256<float>;

namespace GlGan.Kernels;

/// <summary>Boxes of one or several regions, placed on square canvases, one canvas per image; the channels of a pixel lie together everywhere.</summary>
internal sealed unsafe class PlacedBoxes
{
    // A line of the cache.
    private const int Share = 16;

    private readonly nint[] _boxes;
    private readonly BoxAxis[] _rows, _columns;
    private readonly (int Height, int Width)[] _sizes;
    private readonly int _images, _channels, _size;

    /// <param name="boxes">Boxes of each region, float32 <c>[N, C, h, w]</c>, C a multiple of 8; must outlive this.</param>
    /// <param name="centers">Their centres on the canvas, <c>[N, 2]</c>; borrowed.</param>
    /// <param name="size">Side of the canvas.</param>
    internal PlacedBoxes(IReadOnlyList<Tensor> boxes, IReadOnlyList<Tensor> centers, int size)
    {
        _sizes = [.. boxes.Select(box => ((int)box.shape[2], (int)box.shape[3]))];
        _rows = [.. _sizes.Zip(centers, (box, center) => new BoxAxis(center, 1, box.Height, size))];
        _columns = [.. _sizes.Zip(centers, (box, center) => new BoxAxis(center, 0, box.Width, size))];
        _boxes = Memory(boxes);
        (_images, _channels, _size) = ((int)boxes[0].shape[0], (int)boxes[0].shape[1], size);
    }

    /// <summary>Writes the largest sample of the boxes that cover a pixel, times the largest mask; 0 where there is none.</summary>
    internal void Merge(Tensor canvas)
    {
        var to = TensorMemory.Of(canvas);
        TorchWorkers.For(_images * _size, line => MergeRow(line / _size, line % _size, to + (nint)line * _size * _channels));
    }

    /// <summary>The adjoint of <see cref="Merge"/>: gradients go to the samples that were the largest, in equal parts to equals.</summary>
    /// <param name="canvas">Gradients of the canvas.</param>
    /// <param name="gradients">Gets those of the boxes.</param>
    internal void Spread(Tensor canvas, IReadOnlyList<Tensor> gradients)
    {
        var (targets, shares) = (Memory(gradients), (_channels + Share - 1) / Share);
        var upper = TensorMemory.Of(canvas);
        TorchWorkers.For(_images * shares, piece => SpreadShare(piece / shares, piece % shares * Share, upper, targets));
    }

    private static nint[] Memory(IReadOnlyList<Tensor> tensors) => [.. tensors.Select(tensor => (nint)TensorMemory.Of(tensor))];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MergeRow(int image, int row, float* to)
    {
        var samples = stackalloc BoxSample[_boxes.Length];
        for (var column = 0; column < _size; column++, to += _channels)
        {
            var count = Covering(image, row, column, samples, out var union);
            for (var channel = 0; channel < _channels; channel += Vector.Count)
            {
                var highest = count == 0 ? Vector.Zero : Read(samples[0], channel);
                for (var i = 1; i < count; i++) highest = Vector256.Max(highest, Read(samples[i], channel));
                (highest * union).Store(to + channel);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SpreadShare(int image, int first, float* upper, nint[] targets)
    {
        var last = Math.Min(first + Share, _channels);
        for (var region = 0; region < targets.Length; region++)
        {
            nint pixels = _sizes[region].Height * _sizes[region].Width;
            for (var pixel = image * pixels; pixel < (image + 1) * pixels; pixel++) new Span<float>((float*)targets[region] + pixel * _channels + first, last - first).Clear();
        }

        var samples = stackalloc BoxSample[_boxes.Length];
        var values = stackalloc Vector[_boxes.Length];
        for (var place = 0; place < _size * _size; place++)
        {
            var count = Covering(image, place / _size, place % _size, samples, out var union);
            if (count == 0) continue;
            var from = upper + ((nint)image * _size * _size + place) * _channels;
            for (var channel = first; channel < last; channel += Vector.Count)
            {
                var gradient = Vector256.Load(from + channel) * union;
                if (count == 1) samples[0].Add(gradient, (float*)targets[samples[0].Region] + channel);
                else Divide(gradient, samples, values, count, channel, targets);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector Read(in BoxSample sample, int channel) => sample.Read((float*)_boxes[sample.Region] + channel);

    private void Divide(Vector gradient, BoxSample* samples, Vector* values, int count, int channel, nint[] targets)
    {
        for (var i = 0; i < count; i++) values[i] = Read(samples[i], channel);
        var highest = values[0];
        for (var i = 1; i < count; i++) highest = Vector256.Max(highest, values[i]);
        var equals = Vector.Zero;
        for (var i = 0; i < count; i++) equals += Vector256.ConditionalSelect(Vector256.Equals(values[i], highest), Vector.One, Vector.Zero);
        gradient = Vector256.ConditionalSelect(Vector256.GreaterThan(equals, Vector.One), gradient / equals, gradient);
        for (var i = 0; i < count; i++)
            samples[i].Add(Vector256.ConditionalSelect(Vector256.Equals(values[i], highest), gradient, Vector.Zero), (float*)targets[samples[i].Region] + channel);
    }

    // The samples of the boxes whose masks are positive at a pixel of the canvas, and the largest mask.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Covering(int image, int row, int column, BoxSample* samples, out float union)
    {
        var count = 0;
        union = 0;
        for (var region = 0; region < _sizes.Length; region++)
        {
            var mask = _rows[region].At(image, row, out var top, out var bottom, out var y) * _columns[region].At(image, column, out var left, out var right, out var x);
            if (!(mask > 0)) continue;
            var (height, width) = _sizes[region];
            nint line = (nint)width * _channels;
            samples[count++] = new BoxSample(region, ((nint)image * height + top) * line + (nint)left * _channels, (nint)(right - left) * _channels, (bottom - top) * line, x, y);
            union = Math.Max(union, mask);
        }

        return count;
    }
}
