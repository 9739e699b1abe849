namespace GlGan.Rendering;

/// <summary>What each pixel of a picture shows, row by row from the top left.</summary>
/// <param name="width">Width in pixels.</param>
/// <param name="height">Height in pixels.</param>
/// <param name="parts">One part per pixel.</param>
public sealed class FacePartMap(int width, int height, FacePart[] parts)
{
    /// <summary>Width in pixels.</summary>
    public int Width { get; } = width;

    /// <summary>Height in pixels.</summary>
    public int Height { get; } = height;

    /// <summary>One part per pixel, rows packed.</summary>
    public ReadOnlySpan<FacePart> Parts => parts;

    /// <summary>What a pixel shows.</summary>
    /// <param name="x">Column, from 0.</param>
    /// <param name="y">Row, from 0.</param>
    public FacePart this[int x, int y] => parts[y * Width + x];
}
