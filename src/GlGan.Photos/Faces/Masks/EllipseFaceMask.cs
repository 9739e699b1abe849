using System.Numerics;
using GlGan.Faces.Head;
using GlGan.Imaging;

namespace GlGan.Faces.Masks;

/// <summary>An ellipse from above the brows to the chin, turned with the face.</summary>
public sealed record EllipseFaceMask : IFaceMask
{
    /// <summary>Width of the soft edge, inside the ellipse, as a fraction of the face's size. Default 0.15.</summary>
    public double Feather { get; init => field = MaskPainter.Fraction(value, nameof(Feather)); } = 0.15;

    internal FittedHeads Heads { get; init; } = FittedHeads.Shared;

    /// <inheritdoc/>
    public ImageMask Draw(DetectedFace face, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(face);
        var pose = Heads.Of(face).Pose;
        var outline = Array.ConvertAll(HeadShape.Oval, point => pose.Project(point));
        var toUpright = new SimilarityTransform(pose.Frame.A, pose.Frame.B, 0, 0).Inverse();
        var places = Array.ConvertAll(outline, point => toUpright.Apply(new Vector2(point.X, point.Y)));
        var first = new Vector2(places.Min(place => place.X), places.Min(place => place.Y));
        var last = new Vector2(places.Max(place => place.X), places.Max(place => place.Y));
        var (middle, radii) = ((first + last) / 2, (last - first) / 2);
        var smaller = Math.Min(radii.X, radii.Y) * pose.Frame.Scale;
        return MaskPainter.Fill(width, height, Feather * face.Size, point => (1 - ((toUpright.Apply(point) - middle) / radii).Length()) * smaller);
    }
}
