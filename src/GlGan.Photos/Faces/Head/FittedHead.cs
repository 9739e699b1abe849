namespace GlGan.Faces.Head;

/// <summary>An average head fitted to one face. What is asked for is worked out once, on whichever thread comes first.</summary>
internal sealed class FittedHead
{
    private readonly Lazy<HeadPose> _pose;
    private readonly Lazy<FaceShape> _five;
    private readonly Lazy<FaceShape> _contours;

    internal FittedHead(DetectedFace face, Func<FaceLandmarks, HeadPose> fit)
    {
        _pose = new(() => fit(face.Landmarks));
        _five = new(() => new FaceShape(face, Pose, useContours: false));
        _contours = new(() => new FaceShape(face, Pose, useContours: true));
    }

    /// <summary>How the head is turned and placed.</summary>
    /// <exception cref="ArgumentException">All landmarks coincide.</exception>
    internal HeadPose Pose => _pose.Value;

    /// <summary>The head bent to meet the landmarks.</summary>
    /// <param name="useContours">Whether the 68 landmarks count; they must be known then.</param>
    /// <exception cref="ArgumentException">All landmarks coincide.</exception>
    internal FaceShape Shape(bool useContours) => (useContours ? _contours : _five).Value;
}
