using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Video;

/// <summary>A face to show.</summary>
/// <param name="Photo">Photo with the face.</param>
/// <param name="Face">The face in it.</param>
public sealed record FaceSource(ImageBuffer Photo, DetectedFace Face);
