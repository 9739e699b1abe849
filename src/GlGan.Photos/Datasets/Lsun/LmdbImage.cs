using GlGan.Imaging;

namespace GlGan.Datasets;

/// <summary>An encoded image that is a value of a database; decoded where it lies, without a copy.</summary>
internal sealed class LmdbImage(LmdbReader reader, long position) : IFaceImage
{
    public ImageBuffer Load(IImageCodec codec)
    {
        ArgumentNullException.ThrowIfNull(codec);
        using var hold = reader.Hold();
        return codec.Decode(reader[position].Value);
    }
}
