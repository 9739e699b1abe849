using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Rendering;

namespace GlGan.Tests.Videos;

/// <summary>Knows where the face of <see cref="TestVideos.WriteFaceAsync"/> is when it looks ahead, a little wrongly in every frame; and that there is none on a wall.</summary>
internal sealed class KnownFace(int size = 96) : ILandmarkDetector
{
    private readonly FaceLandmarks _landmarks = new SyntheticFaces(seed: 5, FaceRichness.Quick).Render(1, FaceView.Frontal, size).Landmarks;

    /// <inheritdoc/>
    public IReadOnlyList<DetectedFace> Detect(ImageBuffer image)
    {
        var middle = image.Row(size / 2).Slice(3 * (size / 2), 3);
        if (middle[0] == middle[1] && middle[1] == middle[2]) return [];
        // The picture alone decides, as with any detector.
        var noise = new Random(image.Pixels.Aggregate(17, (hash, value) => 31 * hash + value));
        return [new DetectedFace(_landmarks.Map(point => point + new System.Numerics.Vector2(noise.NextSingle() - 0.5f, noise.NextSingle() - 0.5f)))];
    }
}
