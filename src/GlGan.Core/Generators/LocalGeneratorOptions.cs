using GlGan.Layers;
using GlGan.Foundation;

namespace GlGan.Generators;

/// <summary>Shape of LP-Gen, the residual pathway of one region.</summary>
public sealed record LocalGeneratorOptions : IValidated
{
    /// <summary>Channels of each residual stage; the features have four times as many.</summary>
    /// <value>The default value is 64.</value>
    public int BaseChannels { get; init; } = 64;

    /// <summary>Normalisation after every convolution of the residual stages.</summary>
    /// <value>The default value is <see cref="NormKind.Batch"/>.</value>
    public NormKind Norm { get; init; } = NormKind.Batch;

    /// <summary>Side to which crops are resized first, in pixels, even; the results are resized back. <see langword="null"/> works at native size.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public int? LocalInputSize { get; init; }

    internal int FeatureChannels => 4 * BaseChannels;

    IEnumerable<string> IValidated.Errors() =>
    [
        .. Require.AtLeast(BaseChannels, 1),
        .. Require.That(LocalInputSize is not { } size || (size >= 2 && size % 2 == 0), $"{nameof(LocalInputSize)} must be even and at least 2; got {LocalInputSize}."),
    ];
}
