using GlGan.Faces;
using GlGan.Rendering;

namespace GlGan.Pairs;

/// <summary>How <see cref="FrontalViewTask"/> makes pairs.</summary>
public sealed record FrontalViewOptions
{
    /// <summary>Side of the images in pixels, 16 to 1024. Default 128.</summary>
    public int ImageSize { get; init; } = 128;

    /// <summary>First person of the population, from 0: disjoint ranges make training and test sets.</summary>
    public int FirstIdentity { get; init; }

    /// <summary>Number of persons, at least 1. Default 1000.</summary>
    public int IdentityCount { get; init; } = 1000;

    /// <summary>Photos per person, at least 1; <see langword="null"/> (the default) for ever new ones.</summary>
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

    internal IEnumerable<string> Errors()
    {
        if (ImageSize is < SyntheticFaces.MinimumSize or > SyntheticFaces.MaximumSize)
            yield return $"{nameof(ImageSize)} must lie in [{SyntheticFaces.MinimumSize}, {SyntheticFaces.MaximumSize}]; got {ImageSize}.";
        if (FirstIdentity < 0) yield return $"{nameof(FirstIdentity)} must be at least 0; got {FirstIdentity}.";
        if (IdentityCount < 1 || (long)FirstIdentity + IdentityCount > int.MaxValue)
            yield return $"{nameof(IdentityCount)} must be at least 1 and end below {int.MaxValue}; got {IdentityCount}.";
        if (ViewsPerIdentity is < 1) yield return $"{nameof(ViewsPerIdentity)} must be at least 1, or null; got {ViewsPerIdentity}.";
        if (!(MaxYaw is >= 0 and <= 90)) yield return $"{nameof(MaxYaw)} must lie in [0, 90]; got {MaxYaw}.";
        if (Yaws is not null && (Yaws.Count == 0 || Yaws.Any(yaw => yaw is < 0 or > 90)))
            yield return $"{nameof(Yaws)} must name at least one yaw, each in [0, 90]; got [{string.Join(", ", Yaws)}].";
        if (Template is null) yield return $"{nameof(Template)} must be given.";
        if (Regions is null || Regions.Count == 0) yield return $"{nameof(Regions)} must name at least one region.";
    }
}
