namespace GlGan.Datasets;

/// <summary>Goes over a dataset once before it is packed: which names there are, and a fingerprint of all that is said about the samples.</summary>
internal sealed class PackSource : IDisposable
{
    /// <summary>To be raised whenever decoding, aligning or resizing gives other pixels, so that no pack is made by two versions.</summary>
    internal const int WriterVersion = 1;

    private readonly SampleHash _hash = new();
    private readonly OrderedDictionary<string, int> _sources = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, int> _classes = new(StringComparer.Ordinal);
    private IReadOnlyList<string>? _attributes;

    private PackSource()
    {
    }

    /// <summary>What a pack of a dataset will say about itself.</summary>
    /// <exception cref="ArgumentException">Samples name different attributes.</exception>
    internal static FacePackInfo Describe(IFaceDataset dataset, FacePackOptions options, CancellationToken cancellationToken)
    {
        using var source = new PackSource();
        var hasTargets = false;
        for (var index = 0; index < dataset.Count; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var sample = dataset[index];
            source.Add(sample);
            hasTargets |= sample.Target is not null;
        }

        return new FacePackInfo
        {
            ImageSize = options.ImageSize,
            Template = options.Template,
            Dataset = dataset.Name,
            DatasetCount = dataset.Count,
            Fingerprint = source._hash.End(),
            HasTargets = hasTargets,
            WriterVersion = WriterVersion,
            Sources = [.. source._sources.Keys],
            Classes = [.. source._classes.Keys],
            Attributes = source._attributes ?? [],
        };
    }

    public void Dispose() => _hash.Dispose();

    private void Add(FaceSample sample)
    {
        _sources.TryAdd(sample.Source, 0);
        if (sample.Class is { } name) _classes.TryAdd(name, 0);
        AddAttributes(sample);
        _hash.Add(sample.Name);
        _hash.Add(sample.Source);
        _hash.Add(sample.Class ?? "");
        _hash.Add((ulong)(sample.Identity ?? -1L));
        _hash.Add(sample.Attributes?.Bits ?? 0);
        _hash.Add(sample.IsAligned ? 1u : 0);
        _hash.Add(sample.Landmarks);
        _hash.Add(sample.Image);
        _hash.Add(sample.Target is null ? 0u : 1);
        if (sample.Target is { } target) Add(target);
    }

    private void AddAttributes(FaceSample sample)
    {
        if (sample.Attributes is not { } attributes || ReferenceEquals(attributes.Names, _attributes)) return;
        _attributes ??= attributes.Names;
        if (!attributes.Names.SequenceEqual(_attributes))
            throw new ArgumentException($"Samples of one pack must have the same attributes; those of {sample.Name} are others than those before it.");
    }
}
