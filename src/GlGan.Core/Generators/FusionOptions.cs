using GlGan.Layers;
using GlGan.Foundation;

namespace GlGan.Generators;

/// <summary>Shape of the network that fuses the global and the local pathways.</summary>
public sealed record FusionOptions : IValidated
{
    /// <summary>Channels to which each region's features are reduced, and of the residual blocks: 1 to 512.</summary>
    /// <value>The default value is 64.</value>
    public int Channels { get; init; } = 64;

    /// <summary>How overlapping regions share a pixel.</summary>
    /// <value>The default value is <see cref="RegionFusionKind.MaskedMaximum"/>.</value>
    public RegionFusionKind Kind { get; init; } = RegionFusionKind.MaskedMaximum;

    /// <summary>Normalisation in the residual blocks.</summary>
    /// <value>The default value is <see cref="NormKind.Batch"/>.</value>
    public NormKind Norm { get; init; } = NormKind.Batch;

    IEnumerable<string> IValidated.Errors() => [.. Require.To(Channels, 1, 512), .. Require.Known(Kind), .. Require.Known(Norm)];
}
