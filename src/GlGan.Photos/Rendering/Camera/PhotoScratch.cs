using GlGan.Imaging;

namespace GlGan.Rendering;

/// <summary>Buffers of one picture being finished; they grow and are used again.</summary>
internal sealed class PhotoScratch
{
    public PhotoScratch() => Codec = new SkiaImageCodec(null, Images);

    public ColorCanvas Picture { get; set; } = new();

    /// <summary>Noise, or another state of the picture.</summary>
    public ColorCanvas Other { get; set; } = new();

    // Small faces are of any size: few of them come again.
    public ImageBufferPool Images { get; } = new(1 << 20);

    public SkiaImageCodec Codec { get; }

    /// <summary>The other canvas becomes the picture.</summary>
    public void Swap() => (Picture, Other) = (Other, Picture);
}
