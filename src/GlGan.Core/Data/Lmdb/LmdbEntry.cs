namespace GlGan.Data;

/// <summary>A key and its value, as they lie in the mapped file. Valid until the reader is disposed.</summary>
/// <param name="key">The key.</param>
/// <param name="value">The value.</param>
public readonly ref struct LmdbEntry(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
{
    /// <summary>The key.</summary>
    public ReadOnlySpan<byte> Key { get; } = key;

    /// <summary>The value.</summary>
    public ReadOnlySpan<byte> Value { get; } = value;
}
