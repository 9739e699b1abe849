namespace GlGan.Imaging;

/// <summary>What lies outside an image.</summary>
public enum ImageBorder
{
    /// <summary>The nearest pixel of the edge: <c>aaa|abc|ccc</c>.</summary>
    Replicate,

    /// <summary>The image mirrored at its edge, the pixel of the edge included: <c>cba|abc|cba</c>.</summary>
    Reflect,
}
