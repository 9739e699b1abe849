using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Tests.Web;

/// <summary>Finds the same faces in every photo, and remembers the photos.</summary>
internal sealed class FixedDetector(params DetectedFace[] faces) : ILandmarkDetector
{
    internal List<ImageBuffer> Seen { get; } = [];

    public IReadOnlyList<DetectedFace> Detect(ImageBuffer image)
    {
        Seen.Add(image);
        return faces;
    }
}
