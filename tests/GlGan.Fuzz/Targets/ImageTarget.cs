using GlGan.Imaging;

namespace GlGan.Fuzz.Targets;

internal sealed class ImageTarget : IFuzzTarget
{
    /// <summary>Takes at most 112 MB: 4 bytes per pixel for what Skia decodes into, and 3 for the result.</summary>
    internal static SkiaImageCodec Codec { get; } = new(new ImageLimits { MaxPixels = 16 << 20 });

    public string Name => "image";

    public IReadOnlyList<byte[]> Seeds { get; } = SeedFiles.Of("imaging");

    public IReadOnlyList<Type> Refusals { get; } = [typeof(ImageFormatException)];

    public void Run(byte[] input, string file) => Codec.Decode(input);
}
