namespace GlGan.Batches;

/// <summary>The batches of one step. Owns them.</summary>
internal sealed class BatchGroup : IDisposable
{
    private readonly List<TrainingBatch> _batches = [];

    internal IReadOnlyList<TrainingBatch> Batches => _batches;

    internal long Images => _batches.Sum(batch => batch.Input.Count);

    internal void Add(TrainingBatch batch) => _batches.Add(batch);

    public void Dispose()
    {
        foreach (var batch in _batches) batch.Dispose();
    }
}
