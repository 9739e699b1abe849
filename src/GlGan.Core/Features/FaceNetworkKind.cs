namespace GlGan.Features;

/// <summary>What a <see cref="FaceNetwork"/> is built of. The one that judges and the one that is trained against must not be alike.</summary>
internal enum FaceNetworkKind
{
    /// <summary>Blocks of 2×2 pixels become channels, then stages with a skip each.</summary>
    Residual,

    /// <summary>Pairs of convolutions from the pixels on, without skips.</summary>
    Plain,
}
