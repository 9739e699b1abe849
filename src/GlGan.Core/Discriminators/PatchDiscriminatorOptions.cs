using GlGan.Layers;
using GlGan.Foundation;

namespace GlGan.Discriminators;

/// <summary>Shape of a PatchGAN. pix2pix's 70×70 discriminator is <c>{ Layers = 3, Outputs = 1, Conditional = true }</c>.</summary>
public sealed record PatchDiscriminatorOptions : IValidated
{
    /// <summary>Channels of the first layer, 1 to 512; each further layer doubles them up to eight times.</summary>
    /// <value>The default value is 64.</value>
    public int BaseChannels { get; init; } = 64;

    /// <summary>Number of stride-2 convolutions; one stride-1 convolution and the stride-1 output follow. Receptive fields for 1 to 5: 16, 34, 70, 142, 286 pixels.</summary>
    /// <value>The default value is 2: convolutions of 64, 128 and 256 channels, then the output.</value>
    public int Layers { get; init; } = 2;

    /// <summary>Values per patch: 1 logit, or 2 classes (real, fake).</summary>
    /// <value>The default value is 2.</value>
    public int Outputs { get; init; } = 2;

    /// <summary>Whether the generator's input image is judged together with the result.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Conditional { get; init; }

    /// <summary>Normalisation after every convolution but the first and the last.</summary>
    /// <value>The default value is <see cref="NormKind.Batch"/>.</value>
    public NormKind Norm { get; init; } = NormKind.Batch;

    /// <summary>Zero padding of every convolution: 1 as pix2pix, 2 as pix2pixHD.</summary>
    /// <value>The default value is 1.</value>
    public int Padding { get; init; } = 1;

    /// <summary>Whether convolutions are divided by their spectral norm.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool SpectralNorm { get; init; }

    internal int InputChannels => Conditional ? 6 : 3;

    internal int Channels(int layer) => BaseChannels * Math.Min(1 << layer, 8);

    IEnumerable<string> IValidated.Errors() =>
    [
        .. Require.To(BaseChannels, 1, 512), .. Require.To(Layers, 1, 8), .. Require.Known(Norm),
        .. Require.That(Outputs is 1 or 2, $"{nameof(Outputs)} must be 1 (a logit) or 2 (classes real and fake); got {Outputs}."),
        .. Require.That(Padding is 1 or 2, $"{nameof(Padding)} must be 1 or 2; got {Padding}."),
    ];
}
