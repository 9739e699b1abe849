using GlGan.Imaging;

namespace GlGan.Faces.Masks;

/// <summary>The square around a face that the ArcFace template cuts out, turned with the face.</summary>
public sealed record BoxFaceMask : IFaceMask
{
    /// <summary>Width of the soft edge, inside the box, as a fraction of the face's size. Default 0.15.</summary>
    public double Feather { get; init => field = MaskPainter.Fraction(value, nameof(Feather)); } = 0.15;

    /// <inheritdoc/>
    public ImageMask Draw(DetectedFace face, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(face);
        var unit = SimilarityTransform.ToTemplate(face.Landmarks, FaceTemplate.ArcFace112, FaceTemplate.ArcFace112.ReferenceSize);
        double half = FaceTemplate.ArcFace112.ReferenceSize / 2.0, middle = half - 0.5;
        return MaskPainter.Fill(width, height, Feather * face.Size, point =>
        {
            var place = unit.Apply(point);
            return (half - Math.Max(Math.Abs(place.X - middle), Math.Abs(place.Y - middle))) / unit.Scale;
        });
    }
}
