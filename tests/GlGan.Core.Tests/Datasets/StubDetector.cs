using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Tests.Datasets;

/// <summary>Finds as many faces in an image as its first pixel has red.</summary>
internal sealed class StubDetector : ILandmarkDetector
{
    internal int Looks { get; private set; }

    public IReadOnlyList<DetectedFace> Detect(ImageBuffer image)
    {
        lock (this) Looks++;
        return [.. Enumerable.Range(0, image.Pixels[0]).Select(place => Face(place))];
    }

    /// <summary>A face whose nose is at (3 + place, 3).</summary>
    internal static DetectedFace Face(float place) =>
        new(new FaceLandmarks(new(1 + place, 2), new(5 + place, 2), new(3 + place, 3), new(1.5f + place, 5), new(4.5f + place, 5)));
}
