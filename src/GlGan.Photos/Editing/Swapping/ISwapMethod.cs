using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>Shows the face of one photo at the place and under the pose of a face of another. Implementations are immutable and thread-safe.</summary>
public interface ISwapMethod
{
    /// <summary>Renders the face; the arguments stay as they are.</summary>
    /// <param name="source">Photo with the face to show.</param>
    /// <param name="sourceFace">That face, in pixels of <paramref name="source"/>.</param>
    /// <param name="target">Photo, or the part of one around the face to replace.</param>
    /// <param name="targetFace">The face to replace, in pixels of <paramref name="target"/>.</param>
    /// <returns>The rendered face in the frame of <paramref name="target"/>.</returns>
    /// <exception cref="ArgumentException">All landmarks of a face coincide.</exception>
    RenderedFace Render(ImageBuffer source, DetectedFace sourceFace, ImageBuffer target, DetectedFace targetFace);
}
