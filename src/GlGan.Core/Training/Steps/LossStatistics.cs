using GlGan.Collectives;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Training;

/// <summary>Means of losses and of what they report between ticks, summed on the device: reading a value would make the CPU wait for the GPU.</summary>
internal sealed class LossStatistics(Device device, ICollective ranks) : IDisposable
{
    private readonly Dictionary<string, (Tensor Sum, int Count)> _sums = [];

    /// <summary>The sums of all ranks since the last <see cref="Read"/>, or those of a checkpoint; all ranks ask for them together.</summary>
    internal IReadOnlyDictionary<string, LossSum> State
    {
        get => ranks.Gather(_sums.ToDictionary(entry => entry.Key, entry => new LossSum(DeviceTraffic.Read(entry.Value.Sum), entry.Value.Count)), StepJson.Default.DictionaryStringLossSum)
            .SelectMany(sums => sums)
            .GroupBy(entry => entry.Key, entry => entry.Value)
            .ToDictionary(group => group.Key, group => group.Aggregate((left, right) => new(left.Sum + right.Sum, left.Count + right.Count)));
        set
        {
            Dispose();
            if (ranks.Rank > 0) return;
            foreach (var (name, (sum, count)) in value) _sums[name] = (tensor(sum, device: device).DetachFromDisposeScope(), count);
        }
    }

    /// <summary>Adds one value; the tensor is borrowed.</summary>
    internal void Add(string name, Tensor value)
    {
        using var detached = value.detach();
        if (_sums.TryGetValue(name, out var entry))
        {
            entry.Sum.AddInPlace(detached);
            _sums[name] = (entry.Sum, entry.Count + 1);
        }
        else
        {
            _sums[name] = (detached.to(ScalarType.Float32, device, copy: true).DetachFromDisposeScope(), 1);
        }
    }

    /// <summary>The means since the last <see cref="Read"/>, over all ranks.</summary>
    internal IReadOnlyDictionary<string, double> Means => State.ToDictionary(entry => entry.Key, entry => (double)entry.Value.Sum / entry.Value.Count);

    /// <summary>The means since the last call, over all ranks.</summary>
    internal IReadOnlyDictionary<string, double> Read()
    {
        var means = Means;
        Dispose();
        return means;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (sum, _) in _sums.Values) sum.Dispose();
        _sums.Clear();
    }
}
