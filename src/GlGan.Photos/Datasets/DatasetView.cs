namespace GlGan.Datasets;

/// <summary>Chosen samples of some datasets, in a chosen order.</summary>
/// <param name="name">Name of the whole.</param>
/// <param name="sources">The datasets; owned.</param>
/// <param name="places">For each sample the number of its source and its index there.</param>
internal sealed class DatasetView(string name, IReadOnlyList<IFaceDataset> sources, (int Source, int Index)[] places) : IFaceDataset
{
    public string Name => name;

    public int Count => places.Length;

    public FaceSample this[int index] => sources[places[index].Source][places[index].Index];

    public IReadOnlyList<string> Notices => [.. sources.SelectMany(source => source.Notices).Distinct()];

    public void Dispose()
    {
        foreach (var source in sources) source.Dispose();
    }
}
