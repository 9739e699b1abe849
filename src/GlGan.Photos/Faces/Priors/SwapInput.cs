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
        var surroundings = Mix(photo, ImageFilters.GaussianBlur(photo, Blur * photo.Width), prior);
        return AlignedInput.Cut(surroundings, landmarks, regions, _ => (prior.Image, landmarks)) with { Prior = prior };
    }

    private static ImageBuffer Mix(ImageBuffer outside, ImageBuffer inside, FacePrior prior)
    {
        var mixed = outside.Clone();
        for (var i = 0; i < mixed.Pixels.Length; i++)
            mixed.Pixels[i] = (byte)(float.Lerp(outside.Pixels[i], inside.Pixels[i], Math.Min(1, prior.Seen.Values[i / 3] + prior.Mirrored.Values[i / 3])) + 0.5f);
        return mixed;
    }
}
