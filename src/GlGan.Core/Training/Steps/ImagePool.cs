using GlGan.Discriminators;
using GlGan.Foundation;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Training;

/// <summary>
/// Shows discriminators fakes of earlier steps too (Shrivastava et al., 2017; the rule of CycleGAN): the first images fill the pool and pass; later, with
/// probability one half, an image takes the place of a random one in the pool, which is shown instead of it. Condition and region centres stay with
/// their image.
/// </summary>
internal sealed class ImagePool : IDisposable
{
    private const uint Stream = 0x504F4F4C;

    private readonly int _size;
    private readonly ulong _seed;
    private Dictionary<string, Tensor> _rows = [];

    /// <summary>Creates an empty pool.</summary>
    /// <param name="size">Images it holds; CycleGAN holds 50.</param>
    /// <param name="seed">Seed of the choices.</param>
    public ImagePool(int size = 50, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        (_size, _seed) = (size, seed);
    }

    /// <summary>Images in the pool.</summary>
    public int Count => _rows.TryGetValue(FakeMembers.Image, out var images) ? (int)images.shape[0] : 0;

    /// <summary>
    /// Everything a checkpoint has to keep: <c>image</c>, <c>condition</c> and <c>placement.REGION</c>, one row per image. The pool owns them and replaces them
    /// with every exchange.
    /// </summary>
    public IReadOnlyDictionary<string, Tensor> State => _rows;

    /// <summary>Puts fakes in and takes as many out.</summary>
    /// <param name="fakes">Fakes with what belongs to them; borrowed. Every batch has the same members and shapes, but for the count.</param>
    /// <param name="step">The training step: equal steps make equal choices.</param>
    /// <returns>The batch to show, without gradients; its tensors belong to the caller.</returns>
    /// <exception cref="ArgumentException">A tensor has a wrong shape, or the batch does not match the earlier ones.</exception>
    public DiscriminatorInput Exchange(DiscriminatorInput fakes, long step)
    {
        DiscriminatorInputMap.Check(fakes);
        var batch = FakeMembers.Of(fakes);
        CheckMembers(batch);
        using var scope = NewDisposeScope();
        using var gradient = no_grad();
        var (shown, kept) = Choose((int)fakes.Image.shape[0], step);
        var results = new Dictionary<string, Tensor>();
        var rows = new Dictionary<string, Tensor>();
        foreach (var (name, tensor) in batch)
        {
            // The pool's rows, then the batch's.
            var all = _rows.TryGetValue(name, out var pool) ? cat([pool.to(tensor.device), tensor]) : tensor;
            results[name] = all.index_select(0, DeviceTraffic.Send(shown, all.device)).MoveToOuterDisposeScope();
            rows[name] = all.index_select(0, DeviceTraffic.Send(kept, all.device)).DetachFromDisposeScope();
        }

        Dispose();
        _rows = rows;
        return FakeMembers.Input(results);
    }

    /// <summary>Continues with saved contents.</summary>
    /// <param name="state">What <see cref="State"/> returned; borrowed. It may lie on another device than the batches.</param>
    /// <exception cref="ArgumentException">There are more images than the pool holds, or tensors with different counts.</exception>
    public void Restore(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Count > 0 && !state.ContainsKey(FakeMembers.Image))
            throw new ArgumentException($"The state of an image pool has a tensor '{FakeMembers.Image}'.", nameof(state));
        var counts = state.Values.Select(tensor => tensor.shape[0]).Distinct().ToArray();
        if (counts.Length > 1 || counts.Any(count => count > _size))
            throw new ArgumentException($"Expected tensors of one count, at most {_size}; got {string.Join(", ", counts)}.", nameof(state));
        using var gradient = no_grad();
        var rows = state.ToDictionary(entry => entry.Key, entry => entry.Value.clone().DetachFromDisposeScope());
        Dispose();
        _rows = rows;
    }

    /// <summary>Frees the stored images; the pool is then empty.</summary>
    public void Dispose()
    {
        foreach (var tensor in _rows.Values) tensor.Dispose();
        _rows.Clear();
    }

    /// <summary>Which rows of the pool followed by the batch to show, and which to keep.</summary>
    private (long[] Shown, long[] Kept) Choose(int batch, long step)
    {
        var random = new CounterRandom(_seed, Stream, (ulong)step);
        var count = Count;
        var kept = Enumerable.Range(0, count).Select(row => (long)row).ToList();
        var shown = new long[batch];
        for (var i = 0; i < batch; i++)
        {
            shown[i] = count + i;
            if (kept.Count < _size)
            {
                kept.Add(count + i);
            }
            else if (random.Chance(0.5f))
            {
                var place = random.Below(_size);
                (shown[i], kept[place]) = (kept[place], count + i);
            }
        }

        return (shown, [.. kept]);
    }

    private void CheckMembers(Dictionary<string, Tensor> batch)
    {
        if (_rows.Count == 0) return;
        var differing = batch.Keys.Union(_rows.Keys).Where(name =>
            !batch.TryGetValue(name, out var now) || !_rows.TryGetValue(name, out var before) || !now.shape.AsSpan(1).SequenceEqual(before.shape.AsSpan(1)));
        if (differing.FirstOrDefault() is { } name)
            throw new ArgumentException($"'{name}' is missing, new or of another shape than in earlier batches.", "fakes");
    }
}
