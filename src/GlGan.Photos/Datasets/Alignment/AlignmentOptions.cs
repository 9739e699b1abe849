using GlGan.Faces;

namespace GlGan.Datasets;

/// <summary>How faces of a dataset become square images of one size.</summary>
public sealed record AlignmentOptions
{
    /// <summary>Side of the images in pixels, at least 8. Default 128.</summary>
    public int ImageSize { get; init; } = 128;

    /// <summary>
    /// Where landmarks are brought to. Images without landmarks are cropped to their central square and get the template's landmarks, so that
    /// regions have a place on them too. Default: <see cref="FaceTemplate.TpGan128"/>.
    /// </summary>
    public FaceTemplate Template { get; init; } = FaceTemplate.TpGan128;

    /// <summary>How many damaged images are left out before it becomes an error; at least 0. Default 100.</summary>
    public int MaxDamaged { get; init; } = 100;

    /// <summary>Datasets whose aligned images fit into this many megabytes are kept in memory; at least 0. Default 256.</summary>
    public int CacheMegabytes { get; init; } = 256;

    internal IEnumerable<string> Errors()
    {
        if (ImageSize < 8) yield return $"{nameof(ImageSize)} must be at least 8; got {ImageSize}.";
        if (Template is null) yield return $"{nameof(Template)} must be given.";
        if (MaxDamaged < 0) yield return $"{nameof(MaxDamaged)} must be at least 0; got {MaxDamaged}.";
        if (CacheMegabytes < 0) yield return $"{nameof(CacheMegabytes)} must be at least 0; got {CacheMegabytes}.";
    }
}
