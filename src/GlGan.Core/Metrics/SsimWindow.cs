namespace GlGan.Metrics;

/// <summary>The neighbourhood over which SSIM compares two images.</summary>
public enum SsimWindow
{
    /// <summary>Wang's: a Gaussian of 11×11 pixels, sigma 1.5, population covariance (as pytorch-msssim and TensorFlow compute it).</summary>
    Gaussian11,

    /// <summary>7×7 pixels of equal weight, sample covariance: scikit-image's default.</summary>
    Uniform7,
}
