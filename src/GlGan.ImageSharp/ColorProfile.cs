using System.Runtime.InteropServices;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Metadata.Profiles.Icc;
using SixLabors.ImageSharp.PixelFormats;
using SkiaSharp;

namespace GlGan.Imaging;

/// <summary>Colours that are not sRGB, such as a phone's Display P3. ImageSharp 3 keeps a profile but does not apply it; Skia, which GlGan.Core brings along, does.</summary>
internal sealed class ColorProfile : IDisposable
{
    private readonly SKColorSpace _colors;

    private ColorProfile(SKColorSpace colors) => _colors = colors;

    public void Dispose() => _colors.Dispose();

    /// <summary>The profile, or null where colours are sRGB already or the profile is none of red, green and blue.</summary>
    internal static ColorProfile? Of(IccProfile? profile)
    {
        if (profile is null || SKColorSpace.CreateIcc(profile.ToByteArray()) is not { } colors) return null;
        if (!colors.IsSrgb) return new(colors);
        colors.Dispose();
        return null;
    }

    /// <summary>Converts an image in place.</summary>
    internal void ToSrgb(Image<Rgba32> image)
    {
        using var sRgb = SKColorSpace.CreateSrgb();
        var stored = new SKImageInfo(image.Width, 1, SKColorType.Rgba8888, SKAlphaType.Unpremul, _colors);
        var wanted = stored.WithColorSpace(sRgb);
        var converted = new byte[wanted.BytesSize];
        image.ProcessPixelRows(rows =>
        {
            for (var y = 0; y < rows.Height; y++)
            {
                var row = MemoryMarshal.AsBytes(rows.GetRowSpan(y));
                Convert(row, stored, converted, wanted);
                converted.CopyTo(row);
            }
        });
    }

    private static unsafe void Convert(ReadOnlySpan<byte> row, SKImageInfo stored, Span<byte> converted, SKImageInfo wanted)
    {
        fixed (byte* from = row, to = converted)
        {
            using var pixels = new SKPixmap(stored, (IntPtr)from);
            if (!pixels.ReadPixels(wanted, (IntPtr)to, wanted.RowBytes)) throw new InvalidOperationException("Skia could not convert the colours to sRGB.");
        }
    }
}
