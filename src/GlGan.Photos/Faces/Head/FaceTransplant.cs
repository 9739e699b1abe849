using System.Numerics;

namespace GlGan.Faces.Head;

/// <summary>
/// Where the landmarks of one face lie when it takes the place of another: its own proportions, lips, lids, nose and brows, under the other's pose and within the other's
/// outline. An open mouth stays open, and a closed one closed.
/// </summary>
internal static class FaceTransplant
{
    private const int Jaw = 17, Chin = 8, LowerLip = 66, UpperLip = 62;

    // Of a turned face: how little of a sideways shift may show before it is unknown.
    private const float LeastShown = 0.45f;

    // How unlike two faces may be in width and length.
    private const float Least = 0.8f, Most = 1.25f;

    /// <summary>Places a face.</summary>
    /// <param name="face">The face to place.</param>
    /// <param name="other">The face whose place it takes.</param>
    /// <param name="heads">Fits heads to faces.</param>
    /// <exception cref="ArgumentException">All landmarks of a face coincide.</exception>
    internal static DetectedFace Place(DetectedFace face, DetectedFace other, FittedHeads heads)
    {
        var (from, to) = (heads.Of(face).Pose, heads.Of(other).Pose);
        if (face.Contours is null || other.Contours is null) return new DetectedFace(Place(face.Landmarks, from, to));
        var (own, wanted) = (Shape(face.Contours, from, to), Shape(other.Contours, to, to));
        var (across, down) = (Math.Clamp(Width(wanted) / Width(own), Least, Most), Math.Clamp(Length(wanted) / Length(own), Least, Most));
        Vector2[] places = [.. own.Select((point, i) => i < Jaw ? other.Contours.Points[i] : Seen(to, i, new Vector2(MathF.Sqrt(across), MathF.Sqrt(down)) * point))];
        return new DetectedFace(new FaceLandmarks68(places));
    }

    private static FaceLandmarks Place(FaceLandmarks face, HeadPose from, HeadPose to)
    {
        var points = face.ToArray().Select((point, i) =>
        {
            var node = HeadShape.Landmarks[i];
            return Bend(to, node, Missing(from, to, node, point));
        }).ToArray();
        return FaceLandmarks.FromPoints(points);
    }

    // Positions seen from the front.
    private static Vector2[] Shape(FaceLandmarks68 face, HeadPose pose, HeadPose shown)
    {
        var shape = new Vector2[FaceLandmarks68.Count];
        for (var i = 0; i < shape.Length; i++)
        {
            var node = HeadShape.Contours[i];
            shape[i] = new Vector2(node.X, node.Y) + Missing(pose, shown, node, face.Points[i]);
        }

        return shape;
    }

    private static Vector2 Seen(HeadPose pose, int landmark, Vector2 position)
    {
        var node = HeadShape.Contours[landmark];
        return Bend(pose, node, position - new Vector2(node.X, node.Y));
    }

    private static Vector2 Bend(HeadPose pose, Vector3 node, Vector2 shift)
    {
        var seen = pose.Project(node + new Vector3(shift, 0));
        return new Vector2(seen.X, seen.Y);
    }

    // How far from its place on the average head, in the plane of the face, a landmark lies.
    private static Vector2 Missing(HeadPose pose, HeadPose shown, Vector3 node, Vector2 observed)
    {
        var seen = pose.Turn(node);
        var missing = pose.Frame.Inverse().Apply(observed) - new Vector2(seen.X, seen.Y);
        var (x, y) = (pose.Turn(Vector3.UnitX), pose.Turn(Vector3.UnitY));
        var across = missing.X / Math.Max(x.X, Math.Min(LeastShown, shown.Turn(Vector3.UnitX).X));
        return new Vector2(across, (missing.Y - across * x.Y) / y.Y);
    }

    private static float Width(Vector2[] shape) => (Vector2.Distance(shape[2], shape[14]) + Vector2.Distance(shape[4], shape[12])) / 2;

    // Without what the mouth is open.
    private static float Length(Vector2[] shape) => shape[Chin].Y - (shape[36].Y + shape[45].Y) / 2 - (shape[LowerLip].Y - shape[UpperLip].Y);
}
