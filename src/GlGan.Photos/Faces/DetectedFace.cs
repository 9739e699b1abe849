using System.Numerics;
using GlGan.Imaging;

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

    /// <summary>Where the landmarks were read, such as <c>'landmarks.csv', line 3</c>, for messages; <see langword="null"/> where they come from no file.</summary>
    public string? Origin { get; init; }

    /// <summary>
    /// Size of the face in pixels: the side of the square that the ArcFace template cuts out of it, about the distance from the hairline to the chin. Lengths
    /// of masks are fractions of it.
    /// </summary>
    /// <exception cref="ArgumentException">All landmarks coincide.</exception>
    public double Size => 1 / SimilarityTransform.ToTemplate(Landmarks, FaceTemplate.ArcFace112, 1).Scale;

    /// <inheritdoc cref="FaceLandmarks.RequireIn"/>
    public void RequireIn(ImageBuffer image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var problem = Contours is not null && !Contours.Points.ToArray().All(point => float.IsFinite(point.X) && float.IsFinite(point.Y))
            ? $"Not all of the {FaceLandmarks68.Count} landmarks are finite: give numbers of pixels."
            : LandmarkSense.Problem(Landmarks, image.Width, image.Height);
        if (problem is not null) throw new ArgumentException(Origin is null ? problem : $"{Origin}: {problem}");
    }

    /// <summary>The same face with every landmark mapped.</summary>
    public DetectedFace Map(Func<Vector2, Vector2> map) => this with { Landmarks = Landmarks.Map(map), Contours = Contours?.Map(map) };
}
