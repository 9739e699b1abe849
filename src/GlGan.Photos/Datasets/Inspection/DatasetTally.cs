namespace GlGan.Datasets;

/// <summary>Counts what samples say about themselves, without their images.</summary>
internal sealed class DatasetTally
{
    private readonly HashSet<(string Source, int Identity)> _identities = [];
    private readonly OrderedDictionary<string, int> _classes = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, int> _attributes = new(StringComparer.Ordinal);

    internal LandmarkChecks Checks { get; } = new();

    internal IReadOnlyDictionary<string, int> Classes => _classes;

    internal IReadOnlyDictionary<string, int> Attributes => _attributes;

    internal int Identities => _identities.Count;

    internal int WithLandmarks { get; private set; }

    internal int WithTarget { get; private set; }

    internal int Aligned { get; private set; }

    internal void Add(FaceSample sample)
    {
        if (sample.Class is { } name) _classes[name] = _classes.GetValueOrDefault(name) + 1;
        if (sample.Identity is { } identity) _identities.Add((sample.Source, identity));
        if (sample.Target is not null) WithTarget++;
        if (sample.IsAligned) Aligned++;
        for (var i = 0; i < sample.Attributes?.Names.Count; i++)
        {
            var attribute = sample.Attributes.Names[i];
            _attributes[attribute] = _attributes.GetValueOrDefault(attribute) + (int)(sample.Attributes.Bits >> i & 1);
        }

        if (sample.Landmarks is not { } landmarks) return;
        WithLandmarks++;
        Checks.Add(sample.Name, landmarks);
    }
}
