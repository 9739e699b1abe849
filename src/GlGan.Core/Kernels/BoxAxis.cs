using static TorchSharp.torch;

namespace GlGan.Kernels;

/// <summary>Where the pixels of a canvas fall on boxes that are placed on it, along one axis, as <c>RegionCanvas</c> places and masks them.</summary>
internal readonly struct BoxAxis
{
    private readonly int[] _low;
    private readonly float[] _fraction, _mask;
    private readonly int _length, _size;

    /// <param name="centers">Centres of the boxes, <c>[N, 2]</c>; borrowed.</param>
    /// <param name="axis">0 for columns, 1 for rows.</param>
    /// <param name="length">Pixels of a box along the axis.</param>
    /// <param name="size">Pixels of the canvas along the axis.</param>
    internal BoxAxis(Tensor centers, int axis, int length, int size)
    {
        using var scope = NewDisposeScope();
        var places = centers.select(1, axis).to(ScalarType.Float32, CPU).data<float>().ToArray();
        (_length, _size) = (length, size);
        (_low, _fraction, _mask) = (new int[places.Length * size], new float[places.Length * size], new float[places.Length * size]);
        for (var i = 0; i < _low.Length; i++)
        {
            var (center, pixel) = (places[i / size], i % size);
            var position = Math.Clamp(pixel - (center - (length - 1) / 2f), 0, length - 1);
            _low[i] = (int)position;
            _fraction[i] = position - _low[i];
            _mask[i] = Math.Clamp(((length + 1) / 2f - Math.Abs(pixel - center)) / (length / 8f + 1), 0, 1);
        }
    }

    /// <summary>Where a pixel of an image's canvas falls.</summary>
    /// <param name="image">Number of the image.</param>
    /// <param name="pixel">Number of the pixel along the axis.</param>
    /// <param name="low">The pixel of the box before it.</param>
    /// <param name="high">The one behind it.</param>
    /// <param name="fraction">Its share of the one behind.</param>
    /// <returns>The mask along this axis, 0 to 1.</returns>
    internal float At(int image, int pixel, out int low, out int high, out float fraction)
    {
        var i = image * _size + pixel;
        (low, fraction) = (_low[i], _fraction[i]);
        high = Math.Min(low + 1, _length - 1);
        return _mask[i];
    }
}
