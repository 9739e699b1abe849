using System.Runtime.InteropServices;
using GlGan.Faces;
using GlGan.Rendering;
using SkiaSharp;

namespace GlGan.FeatureTraining.People;

/// <summary>A rendered person without a background.</summary>
/// <param name="Image">The head, with premultiplied opacity.</param>
/// <param name="Labels">What each pixel shows, by <see cref="PartColor"/>; transparent where the background is.</param>
/// <param name="Landmarks">Its landmarks in pixels; pixel centres at integers.</param>
/// <param name="Contours">Its 68 landmarks.</param>
internal sealed record Cutout(SKImage Image, SKImage Labels, FaceLandmarks Landmarks, FaceLandmarks68 Contours)
{
    /// <summary>Side of the image in pixels.</summary>
    internal const int ImageSize = 160;

    // What fades out at the bottom, where the renderer's people end.
    private const float Fade = 0.1f;

    // The whole head in view.
    private static readonly FaceTemplate Framing = FaceTemplate.StyleGanEx384;

    /// <summary>The <see cref="DetectedFace.Size"/> of the frontal view, which no turn of the head changes.</summary>
    internal static float Side { get; } = (float)new DetectedFace(Framing.At(ImageSize)).Size;

    /// <summary>Renders a person on black and on white: what differs is the background.</summary>
    internal static Cutout Render(SyntheticFaces faces, int identity, FaceView view)
    {
        var black = Render(default);
        var white = Render(new FaceColor(255, 255, 255)).Image;
        using var bitmap = Drawing.Sheet(ImageSize);
        using var labels = Drawing.Sheet(ImageSize);
        var pixels = MemoryMarshal.Cast<byte, uint>(bitmap.GetPixelSpan());
        float[] seenThrough = [.. white.Pixels.Zip(black.Image.Pixels, (light, dark) => light - dark).Chunk(3).Select(differences => (float)differences.Sum())];
        var open = seenThrough.Max();
        for (var i = 0; i < pixels.Length; i++)
        {
            ReadOnlySpan<byte> dark = black.Image.Pixels.AsSpan(3 * i, 3);
            var opacity = 1 - seenThrough[i] / open;
            var share = Math.Min(1, (ImageSize - 1 - i / ImageSize) / (Fade * ImageSize));
            var alpha = Level(255 * opacity * share);
            pixels[i] = Math.Min(alpha, Level(dark[0] * share)) | Math.Min(alpha, Level(dark[1] * share)) << 8 | Math.Min(alpha, Level(dark[2] * share)) << 16 | alpha << 24;
        }

        var parts = MemoryMarshal.Cast<byte, uint>(labels.GetPixelSpan());
        for (var i = 0; i < parts.Length; i++)
            if (black.Parts.Parts[i] is not FacePart.Background and var part) parts[i] = (uint)part | 0xFF000000;
        return new Cutout(SKImage.FromBitmap(bitmap), SKImage.FromBitmap(labels), black.Landmarks, black.Contours);

        SyntheticFace Render(FaceColor color) =>
            faces.Render(identity, view with { Background = new FaceBackground { First = color, Second = color }, Camera = FaceCamera.Perfect }, ImageSize, Framing);
    }

    private static uint Level(float value) => (uint)(Math.Clamp(value, 0, 255) + 0.5f);
}
