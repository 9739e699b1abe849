using System.Numerics;
using GlGan.Imaging;

namespace GlGan.Faces;

/// <summary>
/// Five landmarks in pixels of one image. Left and right are the viewer's; pixel (0, 0) has its centre at (0, 0).
/// </summary>
/// <param name="LeftEye">Centre of the eye on the viewer's left.</param>
/// <param name="RightEye">Centre of the eye on the viewer's right.</param>
/// <param name="Nose">Tip of the nose.</param>
/// <param name="LeftMouth">Mouth corner on the viewer's left.</param>
/// <param name="RightMouth">Mouth corner on the viewer's right.</param>
public readonly record struct FaceLandmarks(Vector2 LeftEye, Vector2 RightEye, Vector2 Nose, Vector2 LeftMouth, Vector2 RightMouth)
{
    /// <summary>Number of landmarks.</summary>
    public const int Count = 5;

    /// <summary>Midpoint of the mouth corners.</summary>
    public Vector2 MouthCenter => (LeftMouth + RightMouth) / 2;

    /// <summary>Middle of the five points.</summary>
    internal Vector2 Middle => (LeftEye + RightEye + Nose + LeftMouth + RightMouth) / Count;

    /// <summary>The five points in the order left eye, right eye, nose, left mouth corner, right mouth corner.</summary>
    public Vector2[] ToArray() => [LeftEye, RightEye, Nose, LeftMouth, RightMouth];

    /// <summary>Builds landmarks from five points in the order of <see cref="ToArray"/>.</summary>
    /// <exception cref="ArgumentException">There are not exactly five points.</exception>
    public static FaceLandmarks FromPoints(ReadOnlySpan<Vector2> points) => points.Length == Count
        ? new FaceLandmarks(points[0], points[1], points[2], points[3], points[4])
        : throw new ArgumentException($"Expected {Count} points (left eye, right eye, nose, left and right mouth corner); got {points.Length}.", nameof(points));

    /// <summary>The same landmarks with every point mapped.</summary>
    public FaceLandmarks Map(Func<Vector2, Vector2> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new FaceLandmarks(map(LeftEye), map(RightEye), map(Nose), map(LeftMouth), map(RightMouth));
    }

    /// <summary>
    /// Refuses what cannot be the landmarks of a face in an image: not finite, coinciding, left and right exchanged, their middle or four of them outside the image, or one far outside.
    /// Whatever edits a face asks for it. A face may be turned any way and lie partly outside.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <exception cref="ArgumentException">They cannot; the message says why, and what to do.</exception>
    public void RequireIn(ImageBuffer image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (LandmarkSense.Problem(this, image.Width, image.Height) is { } problem) throw new ArgumentException(problem);
    }

    /// <summary>The landmarks of the image mirrored left to right: points change sides, and left and right change names.</summary>
    /// <param name="width">Width of the image in pixels.</param>
    public FaceLandmarks Mirror(int width) => Map(point => new Vector2(width - 1 - point.X, point.Y)).Renamed();

    /// <summary>Left and right with each other's names.</summary>
    internal FaceLandmarks Renamed() => new(RightEye, LeftEye, Nose, RightMouth, LeftMouth);
}
