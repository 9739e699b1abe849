using static TorchSharp.torch;

namespace GlGan.Kernels;

/// <summary>Reads and writes the weights of a convolution as filters from inputs to outputs, or, for the adjoint, mirrored and the other way round.</summary>
internal readonly unsafe struct FilterView
{
    private readonly float* _first;
    private readonly long _output, _input, _row, _column;

    /// <param name="weight">Float32 <c>[outputs, inputs, taps, taps]</c>, of any strides; must outlive the view.</param>
    /// <param name="adjoint">Whether outputs and inputs change places and the taps are mirrored.</param>
    internal FilterView(Tensor weight, bool adjoint)
    {
        var (shape, stride) = (weight.shape, weight.stride());
        (Outputs, Inputs, Taps) = adjoint ? ((int)shape[1], (int)shape[0], (int)shape[2]) : ((int)shape[0], (int)shape[1], (int)shape[2]);
        (_output, _input) = adjoint ? (stride[1], stride[0]) : (stride[0], stride[1]);
        (_row, _column) = adjoint ? (-stride[2], -stride[3]) : (stride[2], stride[3]);
        _first = TensorMemory.Of(weight) + (adjoint ? (Taps - 1) * (stride[2] + stride[3]) : 0);
    }

    internal int Outputs { get; }

    internal int Inputs { get; }

    internal int Taps { get; }

    /// <summary>Fills in where the taps of a filter lie, relative to its first, row by row.</summary>
    internal void Offsets(Span<nint> offsets)
    {
        for (var row = 0; row < Taps; row++)
            for (var column = 0; column < Taps; column++) offsets[row * Taps + column] = (nint)(row * _row + column * _column);
    }

    /// <summary>The first tap of the filter from an input to an output.</summary>
    internal float* At(int output, int input) => _first + output * _output + input * _input;
}
