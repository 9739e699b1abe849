using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Rendering;

namespace GlGan.Tests.Editing;

/// <summary>Rendered people to swap faces between.</summary>
internal static class SwapPeople
{
    private static readonly float[] Yaws = [0, 18, -25, 8, -12, 30];

    /// <summary>Six people in various poses, light and expressions.</summary>
    internal static (ImageBuffer Image, DetectedFace Face)[] Six(int size) => [.. Enumerable.Range(0, 6).Select(person => One(person, Yaws[person], size))];

    internal static (ImageBuffer Image, DetectedFace Face) One(int person, float yaw, int size)
    {
        var faces = new SyntheticFaces(seed: 3);
        var face = faces.Render(person, faces.View(person, 0) with { Yaw = yaw, Pitch = 3 * (person % 3 - 1) }, size, FaceTemplate.Ffhq512);
        return (face.Image, new DetectedFace(face.Landmarks));
    }
}
