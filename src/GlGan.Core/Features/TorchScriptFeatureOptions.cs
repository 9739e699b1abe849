using GlGan.Foundation;

namespace GlGan.Features;

/// <summary>What a network in a TorchScript file expects of its input.</summary>
public sealed record TorchScriptFeatureOptions : IValidated
{
    /// <summary>Side in pixels to which images are resized first (bilinear, antialiased), at least 1.</summary>
    /// <value>The default value is <see langword="null"/>: images go in at the size they have.</value>
    public int? InputSize { get; init; }

    /// <summary>What is subtracted from each channel (red, green, blue) of images in [-1, 1].</summary>
    /// <value>The default value is 0, 0, 0. A mean m of images in [0, 1] is 2 m − 1 here: ImageNet's are -0.03, -0.088, -0.188.</value>
    public IReadOnlyList<double> Mean { get; init; } = [0, 0, 0];

    /// <summary>What each channel is divided by then, not 0.</summary>
    /// <value>The default value is 1, 1, 1. A deviation d of images in [0, 1] is 2 d here: ImageNet's are 0.458, 0.448, 0.45.</value>
    public IReadOnlyList<double> Scale { get; init; } = [1, 1, 1];

    IEnumerable<string> IValidated.Errors() =>
    [
        .. Require.AtLeast(InputSize ?? 1, 1, nameof(InputSize)),
        .. Require.That(Mean.Count == 3, $"{nameof(Mean)} must have 3 values; got {Mean.Count}."),
        .. Require.That(Mean.All(double.IsFinite), $"{nameof(Mean)} must be finite; got {string.Join(", ", Mean)}."),
        .. Require.That(Scale.Count == 3, $"{nameof(Scale)} must have 3 values; got {Scale.Count}."),
        .. Require.That(Scale.All(scale => double.IsFinite(scale) && scale != 0), $"{nameof(Scale)} must be finite and not 0; got {string.Join(", ", Scale)}."),
    ];
}
