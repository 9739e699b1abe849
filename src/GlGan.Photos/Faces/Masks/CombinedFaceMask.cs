using GlGan.Imaging;

namespace GlGan.Faces.Masks;

/// <summary>What all of several masks cover: the smallest value of each pixel.</summary>
/// <param name="Masks">The masks, at least one.</param>
public sealed record CombinedFaceMask(params IReadOnlyList<IFaceMask> Masks) : IFaceMask
{
    /// <inheritdoc/>
    public ImageMask Draw(DetectedFace face, int width, int height) => Masks.Select(mask => mask.Draw(face, width, height)).Aggregate(MaskFilters.Minimum);
}
