using GlGan.Layers;
using GlGan.Foundation;

namespace GlGan.Generators;

/// <summary>Shape of GP-Gen, the global U-Net.</summary>
public sealed record GlobalGeneratorOptions : IValidated
{
    /// <summary>Channels of the first stage and of the feature output: 1 to 512.</summary>
    /// <value>The default value is 64.</value>
    public int BaseChannels { get; init; } = 64;

    /// <summary>Number of encoder stages. Stage i has <c>BaseChannels · min(2^i, 8)</c> channels and half the side of stage i − 1.</summary>
    /// <value>The default value is 3. 2 to 8.</value>
    public int Depth { get; init; } = 3;

    /// <summary>Normalisation after every convolution.</summary>
    /// <value>The default value is <see cref="NormKind.Batch"/>.</value>
    public NormKind Norm { get; init; } = NormKind.Batch;

    /// <summary>Residual blocks of two 3×3 convolutions at the lowest resolution: 0 to 64.</summary>
    /// <value>The default value is 0.</value>
    public int BottleneckBlocks { get; init; }

    internal int Channels(int stage) => BaseChannels * Math.Min(1 << stage, 8);

    IEnumerable<string> IValidated.Errors() => [.. Require.To(BaseChannels, 1, 512), .. Require.To(Depth, 2, 8), .. Require.To(BottleneckBlocks, 0, 64), .. Require.Known(Norm)];
}
