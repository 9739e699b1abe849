using GlGan.Imaging;

namespace GlGan.Faces.Priors;

/// <summary>
/// What a network that refines swaps reads: the photo with the face put into it as the prior, and beside it the photo whose own face is blurred beyond recognition under
/// the new one, so that it tells of colours and light alone.
/// </summary>
internal static class SwapInput
{
    // Of the side of the image; the eyes are a third of it apart.
    private const double Blur = 0.1;

    /// <summary>Makes the input.</summary>
    /// <param name="photo">The aligned photo, S×S pixels.</param>
    /// <param name="prior">It with the face on it.</param>
    /// <param name="landmarks">Landmarks of the face.</param>
    /// <param name="regions">The network's regions, cut from the prior.</param>
    internal static AlignedInput Of(ImageBuffer photo, FacePrior prior, FaceLandmarks landmarks, IReadOnlyList<FaceRegion> regions)
    {
        var face = new ImageMask(photo.Width, photo.Height, [.. prior.Seen.Values.Zip(prior.Mirrored.Values, (seen, mirrored) => Math.Min(1, seen + mirrored))]);
        var surroundings = ImageFilters.Mix(ImageFilters.GaussianBlur(photo, Blur * photo.Width), photo, face);
        return AlignedInput.Cut(surroundings, landmarks, regions, _ => (prior.Image, landmarks)) with { Prior = prior };
    }
}
