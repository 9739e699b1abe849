using GlGan.Foundation;

namespace GlGan.Editing;

/// <summary>
/// How a <see cref="SkinSmoother"/> smooths. Lengths are fractions of the face's size, the larger of the distances between the eyes, and from between the
/// eyes to between the mouth's corners: about 63 mm on a head.
/// </summary>
public sealed record SkinSmootherOptions : IValidated
{
    /// <summary>From 0 (nothing changes) to 1. Default 0.8.</summary>
    public double Strength { get; init; } = 0.8;

    /// <summary>Size of the largest unevenness that is smoothed, as a fraction of the face's size, more than 0 and at most 1. Default 0.15.</summary>
    public double Radius { get; init; } = 0.15;

    /// <summary>Contrast, with colours in [0, 1], from which on something is a feature of the face and stays; 0.001 to 1. Default 0.08.</summary>
    public double Contrast { get; init; } = 0.08;

    /// <summary>How much of the texture (pores, hairs, grain) stays, from 0 (none) to 1 (all of it). Default 0.7.</summary>
    public double Texture { get; init; } = 0.7;

    /// <summary>
    /// What counts as texture: detail finer than this, as a fraction of the face's size, the standard deviation of the Gaussian that parts it from the rest;
    /// from 0 to 0.2. Default 0.02.
    /// </summary>
    public double TextureSize { get; init; } = 0.02;

    /// <summary>How far a colour may lie from that of nose and cheeks to be skin, as a multiple of the default; more than 0 and up to 10. Default 1.</summary>
    public double ToneTolerance { get; init; } = 1;

    IEnumerable<string> IValidated.Errors() =>
    [
        .. Require.In(Strength, 0, 1),
        .. Require.That(Radius is > 0 and <= 1, $"{nameof(Radius)} must be more than 0 and at most 1; got {Radius}."),
        .. Require.In(Contrast, 0.001, 1), .. Require.In(Texture, 0, 1), .. Require.In(TextureSize, 0, 0.2),
        .. Require.That(ToneTolerance is > 0 and <= 10, $"{nameof(ToneTolerance)} must be more than 0 and at most 10; got {ToneTolerance}."),
    ];
}
