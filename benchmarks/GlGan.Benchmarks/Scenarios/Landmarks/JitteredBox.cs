using System.Numerics;
using GlGan.Faces;
using GlGan.Faces.Head;
using GlGan.Foundation;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>Boxes as detectors give them: upright however the face leans, up to a tenth of the face aside along each axis, a fifth too large or too small, and turned by up to 15 degrees for good measure.</summary>
internal static class JitteredBox
{
    private const float Aside = 0.1f, Larger = 0.2f, Turned = 15 * MathF.PI / 180;

    private static readonly FaceLandmarks68 Average = AverageFace();

    /// <summary>A box of a face.</summary>
    /// <param name="face">The face.</param>
    /// <param name="number">Which.</param>
    internal static FaceBox Of(DetectedFace face, ulong number)
    {
        var random = new CounterRandom(1, 51, number);
        var exact = FaceBox.Of(face.Landmarks);
        return new FaceBox(
            exact.Middle + exact.Size * new Vector2(random.Range(-Aside, Aside), random.Range(-Aside, Aside)),
            exact.Size * MathF.Exp(random.Range(-Larger, Larger)),
            random.Range(-Turned, Turned));
    }

    /// <summary>An average face in a box.</summary>
    internal static DetectedFace Template(FaceBox box)
    {
        Matrix3x2.Invert(box.Into(1, 1), out var back);
        return new DetectedFace(Average.Map(point => Vector2.Transform(point, back)));
    }

    // Size 1, with the middle of the five landmarks at 0.
    private static FaceLandmarks68 AverageFace()
    {
        var points = new FaceLandmarks68([.. HeadContours.Points.Select(point => new Vector2(point.X, point.Y))]);
        var box = FaceBox.Of(points.ToFivePoints());
        return points.Map(point => (point - box.Middle) / box.Size);
    }
}
