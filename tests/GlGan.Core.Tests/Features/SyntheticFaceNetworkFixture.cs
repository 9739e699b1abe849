using GlGan.Faces;
using GlGan.Features;
using GlGan.Imaging;
using GlGan.Rendering;

namespace GlGan.Tests.Features;

/// <summary>The embedded network, loaded once, and people it has never seen.</summary>
public sealed class SyntheticFaceNetworkFixture : IDisposable
{
    private const int People = 64;

    private readonly SyntheticFaces _faces = new(seed: 5);

    public SyntheticFaceNetworkFixture() => Gallery = Render(_ => FaceView.Frontal, 64);

    public (ImageBuffer[] Images, FaceLandmarks[] Landmarks) Gallery { get; }

    public SyntheticFaceNetwork Network { get; } = SyntheticFaceNetwork.LoadEmbedded();

    /// <summary>Everyone turned to either side, with an expression, light and background of their own.</summary>
    public (ImageBuffer[] Images, FaceLandmarks[] Landmarks) Views(int yaw, int size = 64) =>
        Render(i => _faces.View(i, yaw) with { Yaw = i % 2 == 0 ? yaw : -yaw }, size);

    public void Dispose() => Network.Dispose();

    private (ImageBuffer[] Images, FaceLandmarks[] Landmarks) Render(Func<int, FaceView> view, int size)
    {
        SyntheticFace[] faces = [.. Enumerable.Range(0, People).Select(i => _faces.Render(i, view(i), size))];
        return ([.. faces.Select(face => face.Image)], [.. faces.Select(face => face.Landmarks)]);
    }
}
