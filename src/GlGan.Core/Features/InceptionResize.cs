namespace GlGan.Features;

/// <summary>How images become the 299×299 input of the FID Inception network. Scores under different ones cannot be compared.</summary>
public enum InceptionResize
{
    /// <summary>clean-fid's: Pillow's bicubic kernel, antialiased, per channel in float, clipped to 0–255, then (x − 128) / 128 (Parmar et al., CVPR 2022).</summary>
    Clean,

    /// <summary>pytorch-fid's: bilinear between the nearest pixels, half-pixel centres, no antialiasing, of images in [0, 1]; then 2 x − 1.</summary>
    LegacyPytorch,

    /// <summary>TensorFlow 1's, as in the original FID, StyleGAN and torch-fidelity: bilinear at <c>x · size / 299</c> without half-pixel centres; then (x − 128) / 128.</summary>
    LegacyTensorFlow,

    /// <summary>None: the network gets whole numbers from 0 to 255 in float at the images' own size, and resizes and normalises by itself.</summary>
    None,
}
