namespace GlGan.Datasets;

/// <summary>Flags of a page that say what it holds.</summary>
internal enum LmdbPageKind
{
    Branch = 0x01,
    Leaf = 0x02,
    Overflow = 0x04,
    Meta = 0x08,
}
