using GlGan.Faces;
using GlGan.Faces.Head;

namespace GlGan.Editing;

/// <summary>Which faces can be shown under which pose.</summary>
internal static class SwapPose
{
    // In radians: beyond the first, half of a face is not seen; what a face may be turned more than the one it replaces.
    private const float Profile = 0.85f, MoreFrontal = 0.4f;

    /// <summary>Requires the source to show enough of its face.</summary>
    /// <exception cref="ArgumentException">It is in profile, and the target is not.</exception>
    internal static void Require(DetectedFace source, DetectedFace target)
    {
        var (from, to) = (FittedHeads.Shared.Of(source).Pose.Yaw, FittedHeads.Shared.Of(target).Pose.Yaw);
        if (Math.Abs(from) <= Profile || Math.Abs(from) - to * MathF.Sign(from) <= MoreFrontal) return;
        throw new ArgumentException(
            $"The source's face is in profile, turned by about {Degrees(Math.Abs(from))}°, and the target's is turned by {Degrees(to * MathF.Sign(from))}° that way: half of the face is not seen. "
            + $"Take a photo of the source that looks less than {Degrees(Profile)}° aside.");
    }

    private static int Degrees(float radians) => (int)MathF.Round(float.RadiansToDegrees(radians));
}
