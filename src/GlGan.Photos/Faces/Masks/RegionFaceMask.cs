using System.Numerics;
using GlGan.Imaging;

namespace GlGan.Faces.Masks;

/// <summary>The boxes of regions around their landmarks, as large as they are in an aligned face and turned with it.</summary>
/// <param name="Regions">The regions. A region that does not follow the face lies where it does in the aligned face.</param>
public sealed record RegionFaceMask(IReadOnlyList<FaceRegion> Regions) : IFaceMask
{
    private const int AlignedSize = 128;

    /// <summary>Width of the soft edge, inside the boxes, as a fraction of the face's size. Default 0.06.</summary>
    public double Feather { get; init => field = MaskPainter.Fraction(value, nameof(Feather)); } = 0.06;

    /// <inheritdoc/>
    public ImageMask Draw(DetectedFace face, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(face);
        var unit = SimilarityTransform.ToTemplate(face.Landmarks, FaceTemplate.TpGan128, AlignedSize);
        var aligned = face.Landmarks.Map(unit.Apply);
        var boxes = Regions
            .Select(region => (Center: region.Center(aligned, AlignedSize), Half: new Vector2(region.Width, region.Height) * AlignedSize / 2))
            .ToArray();
        return MaskPainter.Boxes(width, height, Feather * face.Size, unit, boxes);
    }
}
