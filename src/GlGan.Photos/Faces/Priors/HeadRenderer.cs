using System.Numerics;
using GlGan.Faces.Head;
using GlGan.Faces.Masks;
using GlGan.Imaging;

namespace GlGan.Faces.Priors;

/// <summary>
/// Shows a face under another pose: an average head is fitted to both faces, and each of its triangles is mapped from the one to the other. What the source hides of a face
/// that the target shows comes from the other half of the face, mirrored. With 68 landmarks of both faces their contours are followed too.
/// </summary>
internal static class HeadRenderer
{
    // Facing below which the surface of the target fades, before it turns away.
    private const float Gone = 0.08f, Full = 0.35f;

    // How much more of a place the target must show than the source before the mirrored half steps in.
    private const float Hidden = 0.12f, Missing = 0.45f;

    // In radians: beyond the first a face is a profile; a target is more frontal by the second.
    private const float Profile = 0.95f, MoreFrontal = 0.3f;

    // Over this fraction of the face's size, the face fades towards the border of the source photo.
    private const double BorderFade = 0.05;

    /// <summary>Renders the face.</summary>
    /// <param name="source">Photo with the face to show.</param>
    /// <param name="sourceFace">That face.</param>
    /// <param name="canvas">What it is painted onto a copy of.</param>
    /// <param name="targetFace">The place and the pose to show it at, in pixels of <paramref name="canvas"/>.</param>
    /// <param name="heads">Fits heads to faces.</param>
    /// <exception cref="ArgumentException">All landmarks of a face coincide.</exception>
    internal static HeadView Render(ImageBuffer source, DetectedFace sourceFace, ImageBuffer canvas, DetectedFace targetFace, FittedHeads heads)
    {
        var useContours = sourceFace.Contours is not null && targetFace.Contours is not null;
        var (from, to) = (Pose(sourceFace), Pose(targetFace));
        var sampler = PhotoSampler.For(source, to.Scale / from.Scale);
        var isFolded = IsFolded(from.Yaw, to.Yaw);
        var places = Array.ConvertAll(isFolded ? from.FoldedPlaces() : from.Places, place => sampler.Enter(new Vector2(place.X, place.Y)));
        Vector3[] weights = [.. to.Facing.Select((facing, vertex) => new Vector3(
            isFolded ? 0 : Mirror(vertex, from, to), Cover(facing), isFolded && HeadMesh.Vertices[vertex].X * from.Yaw > 0 ? 1 : 0))];
        var view = new HeadView(canvas.Clone(), new ImageMask(canvas.Width, canvas.Height), new ImageMask(canvas.Width, canvas.Height));
        var painter = new HeadPainter(view, sampler, places, weights, Math.Max(1, BorderFade * sourceFace.Map(sampler.Enter).Size));
        var depths = new float[canvas.Width * canvas.Height];
        Array.Fill(depths, float.NegativeInfinity);
        var rasterizer = new TriangleRasterizer(depths, canvas.Width, canvas.Height);
        foreach (var triangle in HeadMesh.Triangles())
        {
            painter.Triangle = triangle;
            rasterizer.Fill(to.Places[triangle.First], to.Places[triangle.Second], to.Places[triangle.Third], bothSides: false, ref painter);
        }

        return view;

        PosedHead Pose(DetectedFace face) => new(heads.Of(face).Shape(useContours));
    }

    /// <summary>How much of the mirrored half shows at a place.</summary>
    /// <param name="seen">How much the place faces the viewer of the source.</param>
    /// <param name="mirrored">How much its mirror image does.</param>
    internal static float MirrorShare(float seen, float mirrored) => MaskPainter.Smooth((mirrored - seen - Hidden) / (Missing - Hidden));

    // A source turned so far that the ridge of its nose is its outline, and a target that shows more of the other half.
    private static bool IsFolded(float from, float to) => Math.Abs(from) > Profile && Math.Abs(from) - to * MathF.Sign(from) > MoreFrontal;

    private static float Mirror(int vertex, PosedHead from, PosedHead to) =>
        MirrorShare(from.Facing[vertex], Math.Min(to.Facing[vertex], from.Facing[HeadMesh.Mirror(vertex)]));

    private static float Cover(float facing) => MaskPainter.Smooth((facing - Gone) / (Full - Gone));
}
