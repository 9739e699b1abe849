namespace GlGan.Layers;

/// <summary>Normalisation after a convolution.</summary>
public enum NormKind
{
    /// <summary>Batch normalisation (eps 1e-5, momentum 0.1). The convolution before it has no bias.</summary>
    Batch,

    /// <summary>Instance normalisation without learned scale, as pix2pixHD. The convolution before it has a bias.</summary>
    Instance,

    /// <summary>No normalisation. The convolution has a bias.</summary>
    None,
}
