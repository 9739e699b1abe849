using GlGan.Faces;
using GlGan.Foundation;

namespace GlGan.Pairs;

/// <summary>How <see cref="RegionSynthesisTask"/> makes pairs.</summary>
public sealed record RegionSynthesisOptions : IValidated
{
    /// <summary>Regions that are degraded in the input and given as crops. Default: <see cref="FaceRegion.Standard"/>.</summary>
    public IReadOnlyList<FaceRegion> Regions { get; init; } = FaceRegion.Standard;

    /// <summary>Order of the images, and seed of every random change.</summary>
    public SampleOrder Order { get; init; } = new();

    /// <summary>Whether half of the pairs are mirrored. Default <see langword="true"/>.</summary>
    public bool Flip { get; init; } = true;

    /// <summary>Brightness, contrast and saturation of the target vary within 1 ± this; 0 to 0.9. Default 0.1.</summary>
    public float ColorJitter { get; init; } = 0.1f;

    /// <summary>Those of a crop vary further within 1 ± this; 0 to 0.9. Default 0.05.</summary>
    public float CropColorJitter { get; init; } = 0.05f;

    /// <summary>
    /// How far a crop is warped: scaled within 1 ± this, turned by up to this many radians, and shifted by up to this fraction of its sides;
    /// 0 to 0.5. Default 0.04.
    /// </summary>
    public float CropWarp { get; init; } = 0.04f;

    /// <summary>Regions of the input are shrunk at least this much; at least 1. Default 4.</summary>
    public float MinDownsampling { get; init; } = 4;

    /// <summary>Regions of the input are shrunk at most this much; at least <see cref="MinDownsampling"/>. Default 8.</summary>
    public float MaxDownsampling { get; init; } = 8;

    /// <summary>Largest sigma of the blur of regions at an image size of 128; it scales with the size; at least 0. Default 2.</summary>
    public float MaxBlurSigma { get; init; } = 2;

    /// <summary>Largest sigma of the noise on regions, in levels of 255; at least 0. Default 8.</summary>
    public float MaxNoiseSigma { get; init; } = 8;

    /// <summary>
    /// Share of pairs whose crops are cut from the degraded input, so that the network also learns to restore regions it is not given; 0 to 1.
    /// Default 0.25.
    /// </summary>
    public float DegradedCrops { get; init; } = 0.25f;

    /// <summary>Share of pairs whose input is not degraded, so that the network learns to leave what is good as it is; 0 to 1. Default 0.1.</summary>
    public float CleanInputs { get; init; } = 0.1f;

    IEnumerable<string> IValidated.Errors() =>
    [
        .. Require.Some(Regions, "region"), .. Order.Errors(),
        .. Require.LieIn(ColorJitter, 0, 0.9f), .. Require.LieIn(CropColorJitter, 0, 0.9f), .. Require.LieIn(CropWarp, 0, 0.5f), .. Require.LieIn(DegradedCrops, 0, 1), .. Require.LieIn(CleanInputs, 0, 1),
        .. Require.AtLeast(MinDownsampling, 1),
        .. Require.That(
            MaxDownsampling >= MinDownsampling && float.IsFinite(MaxDownsampling),
            $"{nameof(MaxDownsampling)} must be finite and at least {nameof(MinDownsampling)} ({MinDownsampling}); got {MaxDownsampling}."),
        .. Require.That(MaxBlurSigma >= 0 && float.IsFinite(MaxBlurSigma), $"{nameof(MaxBlurSigma)} must be finite and at least 0; got {MaxBlurSigma}."),
        .. Require.That(MaxNoiseSigma >= 0 && float.IsFinite(MaxNoiseSigma), $"{nameof(MaxNoiseSigma)} must be finite and at least 0; got {MaxNoiseSigma}."),
    ];
}
