using System.Numerics;
using GlGan.Faces;
using GlGan.Faces.Head;
using GlGan.Faces.Masks;
using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>Where the parts of a face lie that have colours of their own, by its 68 landmarks or, with five, by those of an average head under the same pose.</summary>
internal sealed class FaceParts
{
    // Fractions of the face's size.
    private const double Edge = 0.02, Lid = 0.012, BrowWidth = 0.035, Around = 0.05;

    private readonly Vector2[] _points;
    private readonly double _size;

    internal FaceParts(DetectedFace face)
    {
        _size = face.Size;
        _points = face.Contours?.Points.ToArray() ?? Average(face);
    }

    /// <summary>Both eyes, within the lids.</summary>
    internal ImageMask Eyes(int width, int height) => MaskFilters.Maximum(Draw(36, 42, 0, width, height), Draw(42, 48, 0, width, height));

    /// <summary>Both brows.</summary>
    internal ImageMask Brows(int width, int height) => MaskFilters.Maximum(Draw(17, 22, BrowWidth, width, height), Draw(22, 27, BrowWidth, width, height));

    /// <summary>The lips and what is between them.</summary>
    internal ImageMask Mouth(int width, int height) => Draw(48, 60, Lid, width, height);

    /// <summary>What is between the lips.</summary>
    internal ImageMask Teeth(int width, int height) => Draw(60, 68, 0, width, height);

    /// <summary>Brows, eyes and mouth together.</summary>
    internal ImageMask Features(int width, int height) =>
        MaskFilters.Maximum(Eyes(width, height), MaskFilters.Maximum(Brows(width, height), Mouth(width, height)));

    /// <summary>Brows, eyes, nose and mouth, with some skin around each.</summary>
    internal ImageMask Core(int width, int height) => new[] { (17, 22), (22, 27), (27, 36), (36, 42), (42, 48), (48, 60) }
        .Select(part => Draw(part.Item1, part.Item2, Around, width, height)).Aggregate(MaskFilters.Maximum);

    /// <summary>Mouth and jaw, where beards grow.</summary>
    internal ImageMask Beard(int width, int height) => Hull([.. _points[3..14], .. _points[31..36], .. _points[48..60]], Lid, width, height);

    /// <summary>How far the lips are apart, as a fraction of their width.</summary>
    internal float MouthOpening => Opening(60, 64, 62, 66);

    /// <summary>How far the lids are apart, as a fraction of the eye's width: that of the eye which is more open.</summary>
    internal float EyeOpening => Math.Max(Opening(36, 39, 37, 41), Opening(42, 45, 43, 47));

    private float Opening(int left, int right, int up, int down) =>
        Vector2.Distance(_points[up], _points[down]) / Math.Max(1e-3f, Vector2.Distance(_points[left], _points[right]));

    private ImageMask Draw(int first, int end, double grow, int width, int height) => Hull(_points[first..end], grow, width, height);

    private ImageMask Hull(Vector2[] points, double grow, int width, int height)
    {
        var hull = new ConvexPolygon(points);
        var edge = Edge * _size;
        return MaskPainter.Fill(width, height, edge, point => hull.Inside(point) + grow * _size + edge / 2);
    }

    private static Vector2[] Average(DetectedFace face)
    {
        var shape = FittedHeads.Shared.Of(face).Shape(useContours: false);
        return [.. HeadShape.Contours.Select(point => shape.Project(point)).Select(point => new Vector2(point.X, point.Y))];
    }
}
