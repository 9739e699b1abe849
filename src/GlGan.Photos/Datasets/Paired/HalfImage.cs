using GlGan.Imaging;

namespace GlGan.Datasets;

/// <summary>The left or the right half of an image that is two images side by side.</summary>
internal sealed class HalfImage(IFaceImage whole, bool right) : IFaceImage, ISizedImage
{
    public long ByteCount => (whole as ISizedImage)?.ByteCount ?? -1;

    public ImageBuffer Load(IImageCodec codec)
    {
        var image = whole.Load(codec);
        if (image.Width % 2 != 0 || image.Width <= image.Height)
            throw new ImageFormatException($"Two images side by side have an even width above their height; this one has {image.Width}x{image.Height} pixels.");
        var half = new ImageBuffer(image.Width / 2, image.Height);
        for (var y = 0; y < half.Height; y++) image.Row(y).Slice(right ? 3 * half.Width : 0, 3 * half.Width).CopyTo(half.Row(y));
        return half;
    }
}
