using GlGan.Foundation;

namespace GlGan.Features;

/// <summary>What a <see cref="SyntheticFaceDetector"/> takes for a face.</summary>
public sealed record SyntheticFaceDetectorOptions : IValidated
{
    /// <summary>The least score of a face, in (0, 1]: the mean of six looks from near.</summary>
    /// <value>The default value is 0.45.</value>
    public float MinScore { get; init; } = 0.45f;

    IEnumerable<string> IValidated.Errors() => Require.That(MinScore is > 0 and <= 1, $"{nameof(MinScore)} must be above 0 and at most 1; got {MinScore}.");
}
