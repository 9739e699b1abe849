using GlGan.Faces;
using GlGan.Foundation;

namespace GlGan.Pairs;

/// <summary>How <see cref="SelfSwapTask"/> makes pairs. Each change is drawn anew for every pair, up to what is said here.</summary>
public sealed record SelfSwapOptions : IValidated
{
    /// <summary>Regions given as crops. Default: <see cref="FaceRegion.Standard"/>.</summary>
    public IReadOnlyList<FaceRegion> Regions { get; init; } = FaceRegion.Standard;

    /// <summary>Order of the images, and seed of every random change.</summary>
    public SampleOrder Order { get; init; } = new();

    /// <summary>Whether half of the photos are mirrored. Default <see langword="true"/>.</summary>
    public bool Flip { get; init; } = true;

    /// <summary>Share of pairs whose face comes from the mirrored photo, lit from the other side; 0 to 1. Default 0.4.</summary>
    public float Mirrored { get; init; } = 0.4f;

    /// <summary>How far each landmark is missed, as a fraction of the image side; 0 to 0.2. Default 0.02.</summary>
    public float Misfit { get; init; } = 0.02f;

    /// <summary>Brightness, contrast and saturation of the face, and its red, green and blue, vary within 1 ± this; 0 to 0.9. Default 0.3.</summary>
    public float ColorJitter { get; init; } = 0.3f;

    /// <summary>The face grows brighter to one side and darker to the other by at most this share; 0 to 0.9. Default 0.35.</summary>
    public float Light { get; init; } = 0.35f;

    /// <summary>Largest sigma of the face's blur at an image size of 128; it scales with the size; at least 0. Default 1.5.</summary>
    public float MaxBlurSigma { get; init; } = 1.5f;

    /// <summary>Largest sigma of the face's noise, in levels of 255; at least 0. Default 6.</summary>
    public float MaxNoiseSigma { get; init; } = 6;

    /// <summary>Share of pairs whose face has a hard edge; 0 to 1. Default 0.3.</summary>
    public float HardEdges { get; init; } = 0.3f;

    IEnumerable<string> IValidated.Errors() =>
    [
        .. Require.Some(Regions, "region"), .. Order.Errors(), .. Require.LieIn(Mirrored, 0, 1), .. Require.LieIn(Misfit, 0, 0.2f), .. Require.LieIn(ColorJitter, 0, 0.9f),
        .. Require.LieIn(Light, 0, 0.9f), .. Require.NotNegative(MaxBlurSigma), .. Require.NotNegative(MaxNoiseSigma), .. Require.LieIn(HardEdges, 0, 1),
    ];
}
