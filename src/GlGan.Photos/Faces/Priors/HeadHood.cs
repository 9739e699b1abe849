using System.Numerics;
using GlGan.Faces.Head;
using GlGan.Faces.Masks;
using GlGan.Imaging;

namespace GlGan.Faces.Priors;

/// <summary>Carries hair and ears of a photo to another pose, roughly: an ellipsoid around the head is seen in both.</summary>
internal static class HeadHood
{
    // Facing below which less and less is seen.
    private const float Full = 0.15f;

    // Around head and hair, in distances between the eyes.
    private static readonly Vector3 Center = new(0, -0.2f, -1.3f), Radii = new(1.2f, 1.9f, 1.55f);

    /// <summary>Shows the photo under another pose; where the ellipsoid is not seen, it stays.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="from">The head's pose in it.</param>
    /// <param name="to">The pose to show, in pixels of an image of the same size.</param>
    internal static ImageBuffer Carry(ImageBuffer photo, HeadPose from, HeadPose to)
    {
        var result = photo.Clone();
        var sampler = PhotoSampler.For(photo, to.Frame.Scale / from.Frame.Scale);
        var pixels = to.Frame.Inverse();
        for (var y = 0; y < photo.Height; y++)
        {
            var row = result.Row(y);
            for (var x = 0; x < photo.Width; x++)
            {
                if (Surface(pixels.Apply(new Vector2(x, y)), to) is not { } point) continue;
                var other = point with { X = -point.X };
                var (seen, mirrored) = (Facing(point, from), Facing(other, from));
                var mirror = HeadRenderer.MirrorShare(seen, mirrored);
                var cover = MaskPainter.Smooth(Math.Max(seen, mirrored) / Full);
                var color = Vector3.Lerp(Color(point), Color(other), mirror);
                for (var channel = 0; channel < 3; channel++) row[3 * x + channel] = (byte)(float.Lerp(row[3 * x + channel], color[channel], cover) + 0.5f);
            }
        }

        return result;

        Vector3 Color(Vector3 point)
        {
            var place = from.Project(point);
            return sampler.Color(sampler.Enter(new Vector2(place.X, place.Y)));
        }
    }

    // Where the line of sight through a place of the turned head meets the ellipsoid first.
    private static Vector3? Surface(Vector2 place, HeadPose pose)
    {
        var (start, direction) = ((pose.TurnBack(new Vector3(place, 0)) - Center) / Radii, pose.TurnBack(Vector3.UnitZ) / Radii);
        var (a, b, c) = (direction.LengthSquared(), Vector3.Dot(start, direction), start.LengthSquared() - 1);
        var root = b * b - a * c;
        return root < 0 ? null : Center + Radii * (start + (MathF.Sqrt(root) - b) / a * direction);
    }

    private static float Facing(Vector3 point, HeadPose pose) => pose.Turn(Vector3.Normalize((point - Center) / (Radii * Radii))).Z;
}
