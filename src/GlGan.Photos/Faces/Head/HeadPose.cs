using System.Numerics;

namespace GlGan.Faces.Head;

/// <summary>How an average head is seen: turned, then placed by a similarity transform (weak perspective).</summary>
/// <param name="Yaw">Turn in radians; positive turns the face to the viewer's right.</param>
/// <param name="Pitch">Nod in radians; positive looks up.</param>
/// <param name="Frame">From turned positions of <see cref="HeadShape"/> to pixels.</param>
internal readonly record struct HeadPose(float Yaw, float Pitch, SimilarityTransform Frame)
{
    private const int Levels = 6;
    private const float MaxYaw = 1.5f, MaxPitch = 0.55f;

    // Five landmarks tell a nod badly from a long or short face: without a prior, faces that are not average nod.
    private const float PitchPrior = 0.05f, YawPrior = 0.001f;

    /// <summary>The pose under which the average head's landmarks come closest: a search over turn and nod, with the best similarity transform for each.</summary>
    /// <exception cref="ArgumentException">All landmarks coincide.</exception>
    internal static HeadPose Fit(FaceLandmarks landmarks)
    {
        var observed = landmarks.ToArray();
        if (Array.TrueForAll(observed, point => point == observed[0])) throw new ArgumentException("All landmarks coincide.", nameof(landmarks));
        var (best, error) = (default(HeadPose), double.PositiveInfinity);
        float yaw = 0, pitch = 0, yawStep = MaxYaw / 8, pitchStep = MaxPitch / 4;
        for (var level = 0; level < Levels; level++)
        {
            var (yawCount, pitchCount) = level == 0 ? (8, 4) : (2, 2);
            for (var i = -yawCount; i <= yawCount; i++)
            {
                for (var j = -pitchCount; j <= pitchCount; j++)
                {
                    var (candidate, found) = Try(observed, Math.Clamp(yaw + i * yawStep, -MaxYaw, MaxYaw), Math.Clamp(pitch + j * pitchStep, -MaxPitch, MaxPitch));
                    if (found < error) (best, error) = (candidate, found);
                }
            }

            (yaw, pitch, yawStep, pitchStep) = (best.Yaw, best.Pitch, yawStep / 3, pitchStep / 3);
        }

        return best;
    }

    /// <summary>Where a point of the head is seen: x and y in pixels, z towards the viewer in distances between the eyes.</summary>
    internal Vector3 Project(Vector3 point)
    {
        var turned = Turn(point);
        return new Vector3(Frame.Apply(new Vector2(turned.X, turned.Y)), turned.Z);
    }

    /// <summary>A direction after the turn.</summary>
    internal Vector3 Turn(Vector3 direction) => Turn(direction, Yaw, Pitch);

    /// <summary>A direction before the turn.</summary>
    internal Vector3 TurnBack(Vector3 turned)
    {
        var (yawSine, yawCosine) = MathF.SinCos(Yaw);
        var (pitchSine, pitchCosine) = MathF.SinCos(Pitch);
        var (y, z) = (turned.Y * pitchCosine + turned.Z * pitchSine, turned.Z * pitchCosine - turned.Y * pitchSine);
        return new Vector3(turned.X * yawCosine - z * yawSine, y, z * yawCosine + turned.X * yawSine);
    }

    private static (HeadPose Pose, double Error) Try(Vector2[] observed, float yaw, float pitch)
    {
        Span<Vector2> turned = stackalloc Vector2[FaceLandmarks.Count];
        for (var i = 0; i < turned.Length; i++)
        {
            var point = Turn(HeadShape.Landmarks[i], yaw, pitch);
            turned[i] = new Vector2(point.X, point.Y);
        }

        var frame = SimilarityTransform.Estimate(turned, observed);
        double sum = 0;
        for (var i = 0; i < turned.Length; i++) sum += Vector2.DistanceSquared(frame.Apply(turned[i]), observed[i]);
        return (new HeadPose(yaw, pitch, frame), sum / (frame.Scale * frame.Scale) + PitchPrior * pitch * pitch + YawPrior * yaw * yaw);
    }

    private static Vector3 Turn(Vector3 point, float yaw, float pitch)
    {
        var (yawSine, yawCosine) = MathF.SinCos(yaw);
        var (pitchSine, pitchCosine) = MathF.SinCos(pitch);
        var (x, z) = (point.X * yawCosine + point.Z * yawSine, point.Z * yawCosine - point.X * yawSine);
        return new Vector3(x, point.Y * pitchCosine - z * pitchSine, point.Y * pitchSine + z * pitchCosine);
    }
}
