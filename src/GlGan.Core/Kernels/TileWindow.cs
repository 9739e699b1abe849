namespace GlGan.Kernels;

/// <summary>
/// A square window on an image whose channels lie together. Where a window and eight channels lie inside, they are read and written in place; elsewhere by
/// way of a patch <c>[side, side, 8]</c>, which is zero outside.
/// </summary>
/// <param name="lattice">Size of the image, and the step from one pixel of the window to the next.</param>
/// <param name="channels">Channels of the image.</param>
/// <param name="side">Side of the window.</param>
internal unsafe ref struct TileWindow(TileLattice lattice, int channels, int side)
{
    private const int Lanes = 8;

    private readonly int _height = lattice.Height, _width = lattice.Width, _step = lattice.Step, _channels = channels, _side = side;
    private float* _corner;
    private int _top, _left;
    private bool _inside;

    /// <summary>Puts the window's first pixel onto a row and a column, which may lie outside.</summary>
    internal void MoveTo(float* images, int image, int top, int left)
    {
        (_top, _left) = (top, left);
        _corner = images + (((nint)image * _height + top) * _width + left) * _channels;
        var reach = _step * (_side - 1);
        _inside = top >= 0 && left >= 0 && top + reach < _height && left + reach < _width;
    }

    /// <summary>Where to read eight channels, and how far rows and columns lie apart there.</summary>
    internal readonly float* Read(int channel, float* patch, out nint row, out nint column)
    {
        var place = Target(channel, patch, out row, out column);
        if (place != patch) return place;
        new Span<float>(patch, _side * _side * Lanes).Clear();
        var lanes = Math.Min(Lanes, _channels - channel);
        for (var y = 0; y < _side; y++)
            for (var x = 0; x < _side; x++)
                if (Holds(y, x)) new ReadOnlySpan<float>(Pixel(y, x) + channel, lanes).CopyTo(new Span<float>(patch + (y * _side + x) * Lanes, lanes));
        return patch;
    }

    /// <summary>Where to write eight channels, and how far rows and columns lie apart there.</summary>
    internal readonly float* Target(int channel, float* patch, out nint row, out nint column)
    {
        if (_inside && channel + Lanes <= _channels)
        {
            (row, column) = ((nint)_step * _width * _channels, (nint)_step * _channels);
            return _corner + channel;
        }

        (row, column) = (_side * Lanes, Lanes);
        return patch;
    }

    /// <summary>Takes what was written into the patch over to the image, if it was.</summary>
    internal readonly void Write(int channel, float* patch)
    {
        if (_inside && channel + Lanes <= _channels) return;
        var lanes = Math.Min(Lanes, _channels - channel);
        for (var y = 0; y < _side; y++)
            for (var x = 0; x < _side; x++)
                if (Holds(y, x)) new ReadOnlySpan<float>(patch + (y * _side + x) * Lanes, lanes).CopyTo(new Span<float>(Pixel(y, x) + channel, lanes));
    }

    private readonly bool Holds(int y, int x) => (uint)(_top + _step * y) < (uint)_height && (uint)(_left + _step * x) < (uint)_width;

    private readonly float* Pixel(int y, int x) => _corner + (nint)_step * ((nint)y * _width + x) * _channels;
}
