using GlGan.Imaging;

namespace GlGan.Faces;

/// <summary>Cuts faces out of photos so that their landmarks lie at a template's.</summary>
public static class FaceAligner
{
    /// <summary>Aligns a face. Beyond the border of the photo its edge pixels repeat.</summary>
    /// <param name="image">The photo; unchanged.</param>
    /// <param name="landmarks">Landmarks in pixels of the photo.</param>
    /// <param name="template">Where they should lie.</param>
    /// <param name="size">Side of the aligned image in pixels, at least 1.</param>
    /// <exception cref="ArgumentException">The landmarks cannot be those of a face in the photo (<see cref="FaceLandmarks.RequireIn"/>).</exception>
    public static AlignedFace Align(ImageBuffer image, FaceLandmarks landmarks, FaceTemplate template, int size)
    {
        landmarks.RequireIn(image);
        var transform = SimilarityTransform.ToTemplate(landmarks, template, size);
        return new AlignedFace(Resampler.Warp(image, transform, size, size), landmarks.Map(transform.Apply), transform);
    }
}
