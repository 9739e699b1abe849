using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Rendering;

namespace GlGan.Pairs;

/// <summary>How <see cref="FrontalViewTask"/> makes pairs.</summary>
public sealed record FrontalViewOptions : IValidated
{
    /// <summary>Side of the images in pixels, 16 to 1024. Default 128.</summary>
    public int ImageSize { get; init; } = 128;

    /// <summary>First person of the population, from 0: disjoint ranges make training and test sets.</summary>
    public int FirstIdentity { get; init; }

    /// <summary>Number of persons, at least 1. Default 1000.</summary>
    public int IdentityCount { get; init; } = 1000;

    /// <summary>Photos per person, at least 1; <see langword="null"/> (the default) for new ones without end.</summary>
    public int? ViewsPerIdentity { get; init; }

    /// <summary>Largest turn of the head in degrees, 0 to 90: the yaw of every photo is scaled to it. Default 90.</summary>
    public float MaxYaw { get; init; } = 90;

    /// <summary>
    /// Yaws in degrees, 0 to 90, to measure by: every person in turn is shown at the first of them, then every person at the second, and so on, to
    /// alternate sides. <see langword="null"/> (the default) draws persons and yaws at random.
    /// </summary>
    public IReadOnlyList<int>? Yaws { get; init; }

    /// <summary>Seed of the order of the persons.</summary>
    public ulong Seed { get; init; }

    /// <summary>Where the landmarks of the target lie. Default: <see cref="FaceTemplate.TpGan128"/>.</summary>
    public FaceTemplate Template { get; init; } = FaceTemplate.TpGan128;

    /// <summary>Regions given as crops. Default: <see cref="FaceRegion.Standard"/>.</summary>
    public IReadOnlyList<FaceRegion> Regions { get; init; } = FaceRegion.Standard;

    /// <summary>Whether pairs have a geometric prior: the photo's face shown from the front. Default <see langword="false"/>.</summary>
    public bool Prior { get; init; }

    IEnumerable<string> IValidated.Errors() =>
    [
        .. Require.LieIn(ImageSize, SyntheticFaces.MinimumSize, SyntheticFaces.MaximumSize), .. Require.AtLeast(FirstIdentity, 0),
        .. Require.That(
            IdentityCount >= 1 && (long)FirstIdentity + IdentityCount <= int.MaxValue,
            $"{nameof(IdentityCount)} must be at least 1 and end below {int.MaxValue}; got {IdentityCount}."),
        .. Require.AtLeastOrNull(ViewsPerIdentity, 1), .. Require.LieIn(MaxYaw, 0, 90),
        .. Require.That(
            Yaws is null || (Yaws.Count > 0 && !Yaws.Any(yaw => yaw is < 0 or > 90)),
            $"{nameof(Yaws)} must name at least one yaw, each in [0, 90]; got [{string.Join(", ", Yaws ?? [])}]."),
        .. Require.Given(Template), .. Require.Some(Regions, "region"),
    ];
}
