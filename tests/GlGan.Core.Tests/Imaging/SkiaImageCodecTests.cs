using GlGan.Imaging;

namespace GlGan.Tests.Imaging;

public sealed class SkiaImageCodecTests : ImageCodecBattery
{
    protected override IImageCodec Create(ImageLimits? limits = null) => new SkiaImageCodec(limits);

    protected override (int Largest, double Mean) JpegTolerance(string name) => (0, 0);
}
