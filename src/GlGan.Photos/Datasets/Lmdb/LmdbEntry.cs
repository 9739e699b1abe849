namespace GlGan.Datasets;

/// <summary>A key and its value, as they lie in the mapped file. Valid until the reader is disposed.</summary>
internal readonly ref struct LmdbEntry
{
    private readonly LmdbPage _leaf;
    private readonly int _place;

    internal LmdbEntry(LmdbPage leaf, int place)
    {
        _leaf = leaf;
        _place = place;
    }

    /// <summary>The key.</summary>
    /// <exception cref="LmdbException">The file is damaged there.</exception>
    internal ReadOnlySpan<byte> Key => _leaf.Key(_place);

    /// <summary>The value; large ones lie on pages of their own, which are not touched before.</summary>
    /// <exception cref="LmdbException">The file is damaged there.</exception>
    internal ReadOnlySpan<byte> Value => _leaf.Value(_place);
}
