using System.Numerics;
using GlGan.Faces.Head;
using GlGan.Imaging;

namespace GlGan.Faces.Masks;

/// <summary>
/// The convex hull of a face: of its 68 landmarks and the forehead above the brows, or, with five, of an average face's outline from the forehead to the chin
/// under the same pose.
/// </summary>
public sealed record HullFaceMask : IFaceMask
{
    /// <summary>Width of the soft edge, inside the hull, as a fraction of the face's size. Default 0.1.</summary>
    public double Feather { get; init => field = MaskPainter.Fraction(value, nameof(Feather)); } = 0.1;

    internal FittedHeads Heads { get; init; } = FittedHeads.Shared;

    /// <inheritdoc/>
    public ImageMask Draw(DetectedFace face, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(face);
        var hull = new ConvexPolygon(Outline(face));
        return MaskPainter.Fill(width, height, Feather * face.Size, hull.Inside);
    }

    private Vector2[] Outline(DetectedFace face)
    {
        var shape = Heads.Of(face).Shape(useContours: face.Contours is not null);
        var outline = HeadShape.Oval.Select(point => shape.Project(point)).Select(point => new Vector2(point.X, point.Y));
        return face.Contours is null
            ? [.. outline]
            : [.. face.Contours.Points, .. outline.Take(HeadContours.ForeheadLeft), .. outline.Skip(HeadContours.ForeheadRight)];
    }
}
