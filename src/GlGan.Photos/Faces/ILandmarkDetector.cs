using GlGan.Imaging;

namespace GlGan.Faces;

/// <summary>Finds faces and their landmarks. GlGan.Onnx has one; or wrap your own. Implementations are thread-safe.</summary>
public interface ILandmarkDetector
{
    /// <summary>Finds the faces of an image.</summary>
    /// <param name="image">The image; unchanged.</param>
    /// <returns>The faces, the most prominent first; none if there is no face.</returns>
    IReadOnlyList<DetectedFace> Detect(ImageBuffer image);
}
