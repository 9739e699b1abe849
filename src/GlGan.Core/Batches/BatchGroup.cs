namespace GlGan.Batches;

/// <summary>The batches of one step. Owns them.</summary>
internal sealed class BatchGroup : IDisposable
{
    private readonly List<TrainingBatch> _batches = [];

    internal IReadOnlyList<TrainingBatch> Batches => _batches;

    internal long Images => _batches.Sum(batch => batch.Input.Count);

    /// <summary>Takes a batch.</summary>
    /// <exception cref="ArgumentException">There is no pair in it.</exception>
    internal void Add(TrainingBatch batch)
    {
        _batches.Add(batch);
        if (batch.Input.Count == 0) throw new ArgumentException("A source of batches gave one without a pair.", nameof(batch));
    }

    public void Dispose()
    {
        foreach (var batch in _batches) batch.Dispose();
    }
}
