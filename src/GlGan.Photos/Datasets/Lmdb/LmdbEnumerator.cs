namespace GlGan.Datasets;

/// <summary>Walks the entries of an <see cref="LmdbReader"/> in the order of their keys.</summary>
public struct LmdbEnumerator
{
    private readonly LmdbReader _reader;
    private long _position = -1;

    internal LmdbEnumerator(LmdbReader reader) => _reader = reader;

    /// <summary>The entry at the current place.</summary>
    public readonly LmdbEntry Current => _reader[_position];

    /// <summary>Goes to the next entry.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext() => ++_position < _reader.Count;
}
