using System.Numerics;
using GlGan.Datasets;
using GlGan.Faces;
using GlGan.Faces.Head;
using GlGan.Faces.Masks;
using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>
/// Shows a face under another pose without a model: an average head is fitted to both faces, and each of its triangles is mapped from the source to the
/// target. What the source hides of a face that the target shows comes from the other half of the face, mirrored. With 68 landmarks of both faces their
/// contours are followed too.
/// </summary>
public sealed class GeometricSwap : ISwapMethod
{
    // Facing below which the surface of the target fades, before it turns away.
    private const float Gone = 0.08f, Full = 0.35f;

    // How much more of a place the target must show than the source before the mirrored half steps in.
    private const float Hidden = 0.12f, Missing = 0.45f;

    // In radians: beyond the first a face is a profile; a target is more frontal by the second.
    private const float Profile = 0.95f, MoreFrontal = 0.3f;

    // Over this fraction of the face's size, the face fades towards the border of the source photo.
    private const double BorderFade = 0.05;

    internal FittedHeads Heads { get; init; } = FittedHeads.Shared;

    /// <inheritdoc/>
    public RenderedFace Render(ImageBuffer source, DetectedFace sourceFace, ImageBuffer target, DetectedFace targetFace)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(sourceFace);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(targetFace);
        var useContours = sourceFace.Contours is not null && targetFace.Contours is not null;
        var (from, to) = (Pose(sourceFace, useContours), Pose(targetFace, useContours));
        var sampler = PhotoSampler.For(source, to.Scale / from.Scale);
        var isFolded = IsFolded(from.Yaw, to.Yaw);
        var places = Array.ConvertAll(isFolded ? from.FoldedPlaces() : from.Places, place => sampler.Enter(new Vector2(place.X, place.Y)));
        Vector2[] weights = [.. to.Facing.Select((facing, vertex) => new Vector2(isFolded ? 0 : Mirror(vertex, from, to), Cover(facing)))];
        var rendered = new RenderedFace(target.Clone(), new ImageMask(target.Width, target.Height));
        var painter = new HeadPainter(rendered, sampler, places, weights, Math.Max(1, BorderFade * sourceFace.Map(sampler.Enter).Size));
        var depths = new float[target.Width * target.Height];
        Array.Fill(depths, float.NegativeInfinity);
        var rasterizer = new TriangleRasterizer(depths, target.Width, target.Height);
        foreach (var triangle in HeadMesh.Triangles())
        {
            painter.Triangle = triangle;
            rasterizer.Fill(to.Places[triangle.First], to.Places[triangle.Second], to.Places[triangle.Third], bothSides: false, ref painter);
        }

        return rendered;
    }

    private PosedHead Pose(DetectedFace face, bool useContours) => new(Heads.Of(face).Shape(useContours));

    // A source turned so far that the ridge of its nose is its outline, and a target that shows more of the other half.
    private static bool IsFolded(float from, float to) => Math.Abs(from) > Profile && Math.Abs(from) - to * MathF.Sign(from) > MoreFrontal;

    private static float Mirror(int vertex, PosedHead from, PosedHead to)
    {
        var (seen, mirrored, wanted) = (from.Facing[vertex], from.Facing[HeadMesh.Mirror(vertex)], to.Facing[vertex]);
        return MaskPainter.Smooth((Math.Min(wanted, mirrored) - seen - Hidden) / (Missing - Hidden));
    }

    private static float Cover(float facing) => MaskPainter.Smooth((facing - Gone) / (Full - Gone));
}
