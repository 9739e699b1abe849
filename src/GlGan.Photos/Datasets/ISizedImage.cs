namespace GlGan.Datasets;

/// <summary>An image whose encoded length is known without reading it.</summary>
internal interface ISizedImage
{
    /// <summary>Bytes of the encoded image; -1 where it cannot be told.</summary>
    long ByteCount { get; }
}
