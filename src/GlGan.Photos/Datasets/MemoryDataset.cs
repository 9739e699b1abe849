namespace GlGan.Datasets;

/// <summary>Samples in memory.</summary>
/// <param name="name">Short name.</param>
/// <param name="samples">The samples, at least one.</param>
public sealed class MemoryDataset(string name, IReadOnlyList<FaceSample> samples) : IFaceDataset
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public int Count => samples.Count;

    /// <inheritdoc/>
    public FaceSample this[int index] => samples[index];

    /// <inheritdoc/>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>Does nothing.</summary>
    public void Dispose()
    {
    }
}
