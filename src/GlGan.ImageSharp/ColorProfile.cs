using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Metadata.Profiles.Icc;
using SixLabors.ImageSharp.PixelFormats;
using SkiaSharp;

namespace GlGan.Imaging;

/// <summary>
/// Colours that are not sRGB, such as a phone's Display P3. ImageSharp keeps a profile but does not apply it, and version 2 does not read a PNG file's; Skia, which GlGan.Core brings
/// along, applies it.
/// </summary>
internal sealed class ColorProfile : IDisposable
{
    // As much as libpng takes.
    private const int LargestBytes = 8_000_000;

    private readonly SKColorSpace _colors;

    private ColorProfile(SKColorSpace colors) => _colors = colors;

    public void Dispose() => _colors.Dispose();

    /// <summary>The profile of a file, or null where colours are sRGB already, or the profile is damaged or none of red, green and blue.</summary>
    /// <param name="profile">As ImageSharp read it, if it did.</param>
    /// <param name="file">The whole file.</param>
    internal static ColorProfile? Of(IccProfile? profile, ReadOnlySpan<byte> file)
    {
        if ((profile?.ToByteArray() ?? OfPng(file)) is not { } bytes) return null;
        using var parsed = SKColorSpaceIccProfile.Create(bytes);
        if (parsed is null || SKColorSpace.CreateIcc(parsed) is not { } colors) return null;
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

    private static byte[]? OfPng(ReadOnlySpan<byte> file)
    {
        if (file is not [0x89, (byte)'P', ..] || !PngChunk.TryFind(file, "iCCP"u8, out var chunk)) return null;

        try
        {
            // A name that ends with 0, a byte for the one method of compression there is, and the profile, which starts with its size.
            using var inflated = new ZLibStream(new MemoryStream(chunk[(chunk.IndexOf((byte)0) + 2)..].ToArray()), CompressionMode.Decompress);
            var size = new byte[sizeof(uint)];
            inflated.ReadExactly(size);
            var length = BinaryPrimitives.ReadUInt32BigEndian(size);
            if (length is < sizeof(uint) or > LargestBytes) return null;
            var profile = new byte[length];
            size.CopyTo(profile, 0);
            inflated.ReadExactly(profile.AsSpan(size.Length));
            return profile;
        }
        catch (Exception problem) when (problem is InvalidDataException or EndOfStreamException)
        {
            return null;
        }
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
