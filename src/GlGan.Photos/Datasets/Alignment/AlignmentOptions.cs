using GlGan.Faces;
using GlGan.Foundation;

namespace GlGan.Datasets;

/// <summary>How faces of a dataset become square images of one size.</summary>
public sealed record AlignmentOptions : IValidated
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

    IEnumerable<string> IValidated.Errors() =>
        [.. Require.AtLeast(ImageSize, 8), .. Require.Given(Template), .. Require.AtLeast(MaxDamaged, 0), .. Require.AtLeast(CacheMegabytes, 0)];
}
