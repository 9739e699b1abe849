using System.Numerics;
using GlGan.Faces;

namespace GlGan.FeatureTraining.Detection;

/// <summary>A face in a scene.</summary>
/// <param name="Landmarks">Its landmarks in pixels.</param>
/// <param name="Side">Side of the square it fills: its <see cref="DetectedFace.Size"/> seen from the front.</param>
/// <param name="IsUpright">Whether it should be found as it stands.</param>
internal sealed record SceneFace(FaceLandmarks Landmarks, float Side, bool IsUpright)
{
    internal Vector2 Middle { get; } = Landmarks.Middle;
}
