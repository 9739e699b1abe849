namespace GlGan.Datasets;

/// <summary>Chooses faces by their attributes: names that must hold and, with a leading <c>!</c>, names that must not.</summary>
internal readonly struct AttributeFilter
{
    private readonly ulong _mask;
    private readonly ulong _values;

    /// <summary>Creates the filter.</summary>
    /// <param name="wanted">What to choose, as in <see cref="DatasetOptions.Attributes"/>.</param>
    /// <param name="names">The names the dataset knows, at most <see cref="FaceAttributes.Limit"/>.</param>
    /// <param name="path">File with the attributes, for messages.</param>
    /// <exception cref="DatasetException">A name is unknown; the message lists the known ones.</exception>
    internal AttributeFilter(IReadOnlyList<string> wanted, string[] names, string path)
    {
        foreach (var entry in wanted)
        {
            var name = entry.TrimStart('!');
            var place = Array.IndexOf(names, name);
            if (place < 0) throw DatasetOptions.Unknown("attribute", name, names, path);
            var (bit, value) = (1UL << place, entry == name ? 1UL << place : 0);
            if ((_mask & bit) != 0 && (_values & bit) != value) throw new DatasetException(path, $"no face can both have and not have the attribute '{name}'.");
            _mask |= bit;
            _values |= value;
        }
    }

    /// <summary>Whether a face is chosen.</summary>
    /// <param name="values">One bit per name, the first lowest.</param>
    internal bool Accepts(ulong values) => (values & _mask) == _values;
}
