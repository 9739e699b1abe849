using System.Numerics;
using GlGan.Faces;

namespace GlGan.Rendering;

/// <summary>From view space to pixels of the photo, which start in the middle of the first one.</summary>
internal readonly struct PhotoFrame(HeadCamera camera, SimilarityTransform plane)
{
    private readonly HeadCamera _camera = camera;

    public HeadCamera Camera => _camera;

    /// <summary>Pixels per centimetre at the turning axis.</summary>
    public float Scale => (float)plane.Scale;

    /// <summary>Pixel coordinates and, in Z, the inverse distance.</summary>
    public Vector3 Place(Vector3 inView)
    {
        var projected = _camera.Project(inView);
        return new Vector3(plane.Apply(new Vector2(projected.X, projected.Y)), projected.Z);
    }
}
