namespace GlGan.Imaging;

/// <summary>A file format images are written in.</summary>
public enum ImageFormat
{
    /// <summary>PNG: lossless.</summary>
    Png,

    /// <summary>JPEG: lossy, with a quality from 1 to 100.</summary>
    Jpeg,
}
