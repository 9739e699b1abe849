using GlGan.Imaging;

namespace GlGan.Faces.Masks;

/// <summary>A part of a face, as a mask over the image. Lengths are fractions of the face's size (<see cref="DetectedFace.Size"/>), so that a mask does not
/// depend on the resolution. Implementations are immutable and thread-safe.</summary>
public interface IFaceMask
{
    /// <summary>Draws the mask.</summary>
    /// <param name="face">The face; it may lie partly or wholly outside the image.</param>
    /// <param name="width">Width of the image in pixels, at least 1.</param>
    /// <param name="height">Height of the image in pixels, at least 1.</param>
    /// <returns>A new mask of the size of the image: 1 inside, 0 outside.</returns>
    /// <exception cref="ArgumentException">All landmarks coincide.</exception>
    ImageMask Draw(DetectedFace face, int width, int height);
}
