namespace GlGan.Datasets;

/// <summary>Samples of a dataset, some of them changed.</summary>
/// <param name="source">Where they come from; owned.</param>
/// <param name="samples">The samples.</param>
internal sealed class ChosenSamples(IFaceDataset source, IReadOnlyList<FaceSample> samples) : IFaceDataset
{
    public string Name => source.Name;

    public int Count => samples.Count;

    public FaceSample this[int index] => samples[index];

    public required IReadOnlyList<string> Notices { get; init; }

    /// <summary>Images that are left out because they cannot be read.</summary>
    internal IReadOnlyList<DamagedImage> Damaged { get; init; } = [];

    public void Dispose() => source.Dispose();
}
