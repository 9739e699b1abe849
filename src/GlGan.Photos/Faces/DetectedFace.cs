using System.Numerics;

namespace GlGan.Faces;

/// <summary>A face found in an image.</summary>
/// <param name="Landmarks">Its five landmarks, in pixels.</param>
/// <param name="Contours">Its 68 landmarks, where they are known: masks and warps follow them more closely.</param>
public sealed record DetectedFace(FaceLandmarks Landmarks, FaceLandmarks68? Contours = null)
{
    /// <summary>A face of which 68 landmarks are known.</summary>
    public DetectedFace(FaceLandmarks68 contours)
        : this((contours ?? throw new ArgumentNullException(nameof(contours))).ToFivePoints(), contours)
    {
    }

    /// <summary>
    /// Size of the face in pixels: the side of the square that the ArcFace template cuts out of it, about the distance from the hairline to the chin. Lengths
    /// of masks are fractions of it.
    /// </summary>
    /// <exception cref="ArgumentException">All landmarks coincide.</exception>
    public double Size => 1 / SimilarityTransform.ToTemplate(Landmarks, FaceTemplate.ArcFace112, 1).Scale;

    /// <summary>The same face with every landmark mapped.</summary>
    public DetectedFace Map(Func<Vector2, Vector2> map) => new(Landmarks.Map(map), Contours?.Map(map));
}
