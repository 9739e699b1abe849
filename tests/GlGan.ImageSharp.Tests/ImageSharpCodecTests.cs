using GlGan.Imaging;
using GlGan.Tests.Imaging;

namespace GlGan.Tests;

public sealed class ImageSharpCodecTests : ImageCodecBattery
{
    protected override IImageCodec Create(ImageLimits? limits = null) => new ImageSharpCodec(limits);

    // Where a file has fewer colours than pixels, ImageSharp repeats them and libjpeg interpolates; both are JPEG. Brightness is not touched.
    protected override (int Largest, double Mean) JpegTolerance(string name) => name switch
    {
        "444.jpg" or "fine.jpg" or "grey.jpg" or "p3.jpg" => (3, 0.05),
        "422.jpg" => (16, 3.5),
        "coarse.jpg" => (48, 6.1),
        "noise.jpg" => (69, 13),
        _ => (30, 6.1),
    };
}
