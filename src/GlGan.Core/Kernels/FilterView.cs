using static TorchSharp.torch;

namespace GlGan.Kernels;

/// <summary>
/// Reads and writes weights <c>[coarse channels, fine channels, kernel, kernel]</c> as filters from inputs to outputs: forth from the fine grid to the coarse one;
/// or back, mirrored. Channels of the grid that has parts are there as often as parts.
/// </summary>
internal readonly unsafe struct FilterView
{
    private readonly float* _weight;
    private readonly long _coarse, _fine, _row, _column;
    private readonly WinogradShape _shape;
    private readonly bool _back, _mirroredParts;
    private readonly int _channels, _step;

    /// <param name="weight">Float32 of any strides; must outlive the view.</param>
    /// <param name="shape">The convolution.</param>
    /// <param name="back">Whether filters lead back.</param>
    internal FilterView(Tensor weight, WinogradShape shape, bool back)
    {
        var (sizes, strides) = (weight.shape, weight.stride());
        (_coarse, _fine, _row, _column) = (strides[0], strides[1], strides[2], strides[3]);
        _weight = TensorMemory.Of(weight);
        (_shape, _back, _mirroredParts) = (shape, back, back && shape.Stride == 1);
        var (coarse, fine, parts) = ((int)sizes[0], (int)sizes[1], shape.Parts * shape.Parts);
        _channels = _mirroredParts ? coarse : fine;
        Inputs = _mirroredParts ? parts * coarse : back ? coarse : parts * fine;
        Outputs = _mirroredParts ? fine : back ? parts * fine : coarse;
        Group = _mirroredParts ? coarse : back ? Inputs : fine;
        _step = back ? -shape.Stride : shape.Stride;
    }

    internal int Outputs { get; }

    internal int Inputs { get; }

    /// <summary>Taps of a filter along one axis.</summary>
    internal int Taps => _shape.Taps;

    /// <summary>Inputs whose filters from one output lie evenly, <see cref="InputStep"/> apart; there may be several such groups, one behind the other.</summary>
    internal int Group { get; }

    /// <summary>Numbers from the filter of one input to that of the next of its group.</summary>
    internal nint InputStep => (nint)(_back ? _coarse : _fine);

    /// <summary>Numbers from one row of taps to the next.</summary>
    internal nint Down => (nint)(_step * _row);

    /// <summary>Numbers from one tap of a row to the next.</summary>
    internal nint Right => (nint)(_step * _column);

    /// <summary>The first tap of the filter from an input to an output, and how many rows and columns of taps it has.</summary>
    internal float* At(int output, int input, out int rows, out int columns)
    {
        var (coarse, fine) = _back ? (input, output) : (output, input);
        var (part, channel) = Math.DivRem(_mirroredParts ? coarse : fine, _channels);
        if (_mirroredParts) coarse = channel;
        else fine = channel;
        var (y, x) = Math.DivRem(part, _shape.Parts);
        rows = Math.Min(Taps, _shape.Kernel - y * _shape.PartShift);
        columns = Math.Min(Taps, _shape.Kernel - x * _shape.PartShift);
        return _weight + coarse * _coarse + fine * _fine + First(y) * _row + First(x) * _column;
    }

    private int First(int part)
    {
        var shift = part * _shape.PartShift;
        return _mirroredParts ? _shape.Kernel - 1 - shift : _back ? shift + _shape.Stride * (Taps - 1) : shift;
    }
}
