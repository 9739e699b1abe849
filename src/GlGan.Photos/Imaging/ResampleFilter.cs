namespace GlGan.Imaging;

/// <summary>The kernel pixels are weighted with when an image is resized.</summary>
public enum ResampleFilter
{
    /// <summary>The average of the pixels covered.</summary>
    Box,

    /// <summary>A triangle of radius 1.</summary>
    Bilinear,

    /// <summary>A windowed sinc of radius 3: the sharpest.</summary>
    Lanczos3,
}
