using System.Buffers.Binary;
using SkiaSharp;

namespace GlGan.Imaging;

/// <summary>
/// PNG files whose colours are sRGB by their numbers: a gamma of 1/2.2 (<c>gAMA</c>), and sRGB's primaries (<c>cHRM</c>) or none, as ImageMagick writes them into every file. Skia takes the
/// gamma literally, which changes dark pixels; other readers take the pixels as they are.
/// </summary>
internal static class PngColors
{
    private const int Gamma = 45455;

    // As libpng has them: differences that are not seen, and what can be a gamma at all.
    private const int GammaTolerance = Gamma / 20, PrimaryTolerance = 1000, LeastGamma = 16, LargestGamma = 625_000_000;

    // White point, red, green and blue, x before y, in units of 1/100,000.
    private static ReadOnlySpan<int> Primaries => [31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000];

    /// <summary>Whether a file is one of them.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="understood">The colours as Skia understands them. A profile comes before the gamma, unless it is one that Skia cannot use, such as that of RGB in a grey file.</param>
    internal static bool AreSrgb(ReadOnlySpan<byte> file, SKColorSpace? understood)
    {
        if (!PngXmp.IsPng(file) || !PngChunk.TryFind(file, "gAMA"u8, out var gamma) || gamma.Length != sizeof(int) || PngChunk.TryFind(file, "cICP"u8, out _)) return false;
        if (PngChunk.TryFind(file, "iCCP"u8, out _) && !IsGamma(understood)) return false;
        if (BinaryPrimitives.ReadUInt32BigEndian(gamma) is < LeastGamma or > LargestGamma) return true;
        if (!IsNear(gamma, Gamma, GammaTolerance)) return false;
        if (!PngChunk.TryFind(file, "cHRM"u8, out var primaries)) return true;
        if (primaries.Length != sizeof(int) * Primaries.Length) return false;
        for (var i = 0; i < Primaries.Length; i++)
            if (!IsNear(primaries[(sizeof(int) * i)..], Primaries[i], PrimaryTolerance)) return false;
        return true;
    }

    private static bool IsGamma(SKColorSpace? colors) => colors?.GetNumericalTransferFunction(out var curve) == true && curve is { A: 1, B: 0, C: 0, D: 0, E: 0, F: 0 };

    private static bool IsNear(ReadOnlySpan<byte> number, int wanted, int tolerance) =>
        Math.Abs(BinaryPrimitives.ReadUInt32BigEndian(number) - (long)wanted) <= tolerance;
}
