namespace GlGan.Datasets;

/// <summary>A dataset whose samples are changed as they are asked for.</summary>
internal sealed class MappedDataset(IFaceDataset source, Func<FaceSample, FaceSample> change) : IFaceDataset
{
    public string Name => source.Name;

    public int Count => source.Count;

    public FaceSample this[int index] => change(source[index]);

    public IReadOnlyList<string> Notices { get; init; } = source.Notices;

    public void Dispose() => source.Dispose();
}
