using GlGan.Imaging;
using GlGan.Tests.Imaging;

namespace GlGan.Tests;

public sealed class ImageSharpCodecTests : ImageCodecBattery
{
    protected override IImageCodec Create(ImageLimits? limits = null) => new ImageSharpCodec(limits);

    protected override int JpegTolerance(string name) => 0;
}
