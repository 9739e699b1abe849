using GlGan.Foundation;

namespace GlGan.Onnx;

/// <summary>What a <see cref="YuNetDetector"/> takes for a face.</summary>
public sealed record YuNetOptions : IValidated
{
    /// <summary>The least score of a face, in (0, 1].</summary>
    /// <value>The default value is 0.8: faces that are clearly visible have 0.9 and more, and of what has less than 0.8 half is none.</value>
    public float MinScore { get; init; } = 0.8f;

    IEnumerable<string> IValidated.Errors() => Require.That(MinScore is > 0 and <= 1, $"{nameof(MinScore)} must be above 0 and at most 1; got {MinScore}.");
}
