using GlGan.Imaging;

namespace GlGan.Faces;

/// <summary>Finds 68 landmarks of a face of which it is known about where it is. Implementations are thread-safe.</summary>
public interface ILandmarkRefiner
{
    /// <summary>Looks at a face from near.</summary>
    /// <param name="image">The image; unchanged.</param>
    /// <param name="face">The face as it was found.</param>
    /// <returns>The face with its 68 landmarks, and the five that follow from them.</returns>
    DetectedFace Refine(ImageBuffer image, DetectedFace face);
}
