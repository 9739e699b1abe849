using GlGan.Faces;
using GlGan.Faces.Masks;
using GlGan.Foundation;

namespace GlGan.Editing;

/// <summary>How a face is put into another photo.</summary>
public sealed record SwapOptions : IValidated
{
    /// <summary>Part of the target's face that is replaced. Default: <see cref="HullFaceMask"/>.</summary>
    public IFaceMask Mask { get; init; } = new HullFaceMask();

    /// <summary>Regions to take from the source; <see langword="null"/>, the default, takes the whole face.</summary>
    public IReadOnlyList<FaceRegion>? Regions { get; init; }

    /// <summary>Regions that stay the target's, such as the eyes or the mouth. Default: none.</summary>
    public IReadOnlyList<FaceRegion> Keep { get; init; } = [];

    /// <summary>Gives the source's face the target's colours; <see langword="null"/> leaves them. Default: <see cref="PartsColorTransfer"/>.</summary>
    public IColorTransfer? ColorTransfer { get; init; } = new PartsColorTransfer();

    /// <summary>Strength of the colour transfer, from 0 to 1. Default 1.</summary>
    public double ColorStrength { get; init; } = 1;

    /// <summary>How the face is blended in. Default: <see cref="AlphaBlender"/>, by the mask's soft edge.</summary>
    public IImageBlender Blender { get; init; } = new AlphaBlender();

    IEnumerable<string> IValidated.Errors() =>
    [
        .. Require.Given(Mask),
        .. Require.That(Regions is not { Count: 0 }, $"{nameof(Regions)} must name a region, or be null for the whole face."),
        .. Require.That(Keep is not null, $"{nameof(Keep)} must be given; an empty list keeps none."),
        .. Require.That(Regions is not { Count: > 0 } || Keep is null || Regions.Except(Keep).Any(), $"{nameof(Keep)} names all of {nameof(Regions)}: nothing would change."),
        .. Require.In(ColorStrength, 0, 1),
        .. Require.Given(Blender),
    ];
}
