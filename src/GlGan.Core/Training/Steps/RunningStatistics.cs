using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Training;

/// <summary>
/// What forward passes leave behind in the buffers of networks, such as running means, where a step has several batches: each batch finds what the step began with, and the mean of
/// what they left remains. So it does not matter which batch comes first, nor in which process it is. Its tensors belong to the scope it is made in.
/// </summary>
internal sealed class RunningStatistics
{
    private readonly Tensor[] _counted;
    private readonly Tensor[] _all;
    private readonly Tensor[] _before;
    private readonly Tensor[] _changes;
    private readonly int _batches;

    /// <summary>Notes what the buffers hold.</summary>
    /// <param name="batches">Batches of the step, in all processes.</param>
    /// <param name="counted">Buffers that batches change; borrowed.</param>
    /// <param name="restored">Buffers that stay as they are, whatever batches do to them; borrowed.</param>
    internal RunningStatistics(int batches, IReadOnlyList<Tensor> counted, IReadOnlyList<Tensor> restored)
    {
        using var gradient = no_grad();
        (_batches, _counted, _all) = (batches, [.. counted], [.. counted, .. restored]);
        _before = [.. _all.Select(buffer => buffer.clone())];
        _changes = [.. counted.Select(buffer => zeros(buffer.shape, ScalarType.Float32, buffer.device))];
    }

    /// <summary>Changes summed over the batches so far, or what a single one has left, which has its bits then; float32.</summary>
    internal IReadOnlyList<Tensor> Changes => _changes;

    /// <summary>Ends a batch.</summary>
    internal void EndBatch()
    {
        using var scope = NewDisposeScope();
        using var gradient = no_grad();
        for (var i = 0; i < _counted.Length; i++) _changes[i].AddInPlace((_batches == 1 ? _counted[i] : _counted[i] - _before[i]).to(ScalarType.Float32));
        for (var i = 0; i < _all.Length; i++) _all[i].copy_(_before[i]);
    }

    /// <summary>Applies the mean change of the batches.</summary>
    internal void End()
    {
        using var scope = NewDisposeScope();
        using var gradient = no_grad();
        for (var i = 0; i < _counted.Length; i++)
        {
            if (_batches == 1) _counted[i].copy_(_changes[i]);
            else _counted[i].AddInPlace(_changes[i].Times(1.0 / _batches).to(_counted[i].dtype));
        }
    }
}
