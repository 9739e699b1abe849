using GlGan.Layers;
using GlGan.Foundation;

namespace GlGan.Generators;

/// <summary>Shape of LP-Gen, the residual pathway of one region.</summary>
public sealed record LocalGeneratorOptions : IValidated
{
    /// <summary>Channels of each residual stage, 1 to 512; the features have four times as many.</summary>
    /// <value>The default value is 64.</value>
    public int BaseChannels { get; init; } = 64;

    /// <summary>Normalisation after every convolution of the residual stages.</summary>
    /// <value>The default value is <see cref="NormKind.Batch"/>.</value>
    public NormKind Norm { get; init; } = NormKind.Batch;

    /// <summary>Side to which crops are resized first, in pixels, even and 2 to 1024; the results are resized back. <see langword="null"/> works at native size.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public int? LocalInputSize { get; init; }

    internal int FeatureChannels => 4 * BaseChannels;

    IEnumerable<string> IValidated.Errors() =>
    [
        .. Require.To(BaseChannels, 1, 512), .. Require.Known(Norm),
        .. Require.That(LocalInputSize is not { } size || (size is >= 2 and <= 1024 && size % 2 == 0), $"{nameof(LocalInputSize)} must be even and 2 to 1024; got {LocalInputSize}."),
    ];
}
