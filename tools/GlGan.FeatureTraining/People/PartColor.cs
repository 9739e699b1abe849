using GlGan.Rendering;
using SkiaSharp;

namespace GlGan.FeatureTraining.People;

/// <summary>Parts of faces as colours, so that Skia can draw them.</summary>
internal static class PartColor
{
    internal static SKColor Of(FacePart part) => new((byte)part, 0, 0);

    /// <summary>The parts that were drawn; what was not is background.</summary>
    internal static FacePart[] Read(SKBitmap bitmap)
    {
        var pixels = bitmap.GetPixelSpan();
        var parts = new FacePart[bitmap.Width * bitmap.Height];
        for (var i = 0; i < parts.Length; i++) parts[i] = (FacePart)pixels[4 * i];
        return parts;
    }
}
