using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>An image as three planes of CIE L*a*b*.</summary>
internal sealed class LabPlanes
{
    internal LabPlanes(ImageBuffer image)
    {
        (Width, Height) = (image.Width, image.Height);
        var count = Width * Height;
        (L, A, B) = (new float[count], new float[count], new float[count]);
        var pixels = image.Pixels;
        for (int i = 0, at = 0; i < count; i++, at += 3) (L[i], A[i], B[i]) = LabColor.FromSrgb(pixels[at], pixels[at + 1], pixels[at + 2]);
    }

    internal int Width { get; }

    internal int Height { get; }

    /// <summary>From 0 to 100.</summary>
    internal float[] L { get; }

    /// <summary>Green to red.</summary>
    internal float[] A { get; }

    /// <summary>Blue to yellow.</summary>
    internal float[] B { get; }
}
