using System.Numerics;
using GlGan.Datasets;
using GlGan.Faces;
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

    /// <inheritdoc/>
    public RenderedFace Render(ImageBuffer source, DetectedFace sourceFace, ImageBuffer target, DetectedFace targetFace)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(sourceFace);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(targetFace);
        var useContours = sourceFace.Contours is not null && targetFace.Contours is not null;
        var to = new PosedHead(targetFace, useContours);
        var sampler = PhotoSampler.For(source, to.Scale / new PosedHead(sourceFace, useContours).Scale);
        var sampled = sourceFace.Map(sampler.Enter);
        var from = new PosedHead(sampled, useContours);
        var fade = Math.Max(1, BorderFade * sampled.Size);
        var image = target.Clone();
        var coverage = new ImageMask(target.Width, target.Height);
        var painter = new TrianglePainter(target.Width, target.Height);
        var isFolded = IsFolded(from.Yaw, to.Yaw);
        var places = isFolded ? from.FoldedPlaces() : from.Places;
        Vector2[] weights = [.. to.Facing.Select((facing, vertex) => new Vector2(isFolded ? 0 : Mirror(vertex, from, to), Cover(facing)))];
        foreach (var (first, second, third) in HeadMesh.Triangles())
        {
            painter.Paint(to.Places[first], to.Places[second], to.Places[third], (x, y, share) =>
            {
                var (mirror, cover) = Mix(weights, first, second, third, share);
                var direct = Mix(places, first, second, third, share);
                var color = sampler.Color(direct);
                var inside = sampler.Inside(direct);
                if (mirror > 0)
                {
                    var other = Mix(places, HeadMesh.Mirror(first), HeadMesh.Mirror(second), HeadMesh.Mirror(third), share);
                    color = Vector3.Lerp(color, sampler.Color(other), mirror);
                    inside = Math.Min(mirror < 1 ? inside : double.PositiveInfinity, sampler.Inside(other));
                }

                var pixel = image.Row(y).Slice(3 * x, 3);
                for (var channel = 0; channel < 3; channel++) pixel[channel] = (byte)(color[channel] + 0.5f);
                coverage.Row(y)[x] = cover * MaskPainter.Smooth((inside + 1) / fade);
            });
        }

        return new RenderedFace(image, coverage);
    }

    // A source turned so far that the ridge of its nose is its outline, and a target that shows more of the other half.
    private static bool IsFolded(float from, float to) => Math.Abs(from) > Profile && Math.Abs(from) - to * MathF.Sign(from) > MoreFrontal;

    private static float Mirror(int vertex, PosedHead from, PosedHead to)
    {
        var (seen, mirrored, wanted) = (from.Facing[vertex], from.Facing[HeadMesh.Mirror(vertex)], to.Facing[vertex]);
        return MaskPainter.Smooth((Math.Min(wanted, mirrored) - seen - Hidden) / (Missing - Hidden));
    }

    private static float Cover(float facing) => MaskPainter.Smooth((facing - Gone) / (Full - Gone));

    private static (float Mirror, float Cover) Mix(Vector2[] weights, int first, int second, int third, Vector3 share)
    {
        var mixed = weights[first] * share.X + weights[second] * share.Y + weights[third] * share.Z;
        return (mixed.X, mixed.Y);
    }

    private static Vector2 Mix(Vector3[] places, int first, int second, int third, Vector3 share)
    {
        var mixed = places[first] * share.X + places[second] * share.Y + places[third] * share.Z;
        return new Vector2(mixed.X, mixed.Y);
    }
}
