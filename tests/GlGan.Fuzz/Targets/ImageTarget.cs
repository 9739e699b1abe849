using GlGan.Imaging;

namespace GlGan.Fuzz.Targets;

internal sealed class ImageTarget : IFuzzTarget
{
    public string Name => "image";

    public IReadOnlyList<byte[]> Seeds { get; } = SeedFiles.Of("imaging");

    public IReadOnlyList<Type> Refusals { get; } = [typeof(ImageFormatException)];

    public void Run(byte[] input, string file) => SkiaImageCodec.Default.Decode(input);
}
