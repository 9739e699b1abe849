using GlGan.Faces.Head;
using GlGan.Imaging;

namespace GlGan.Faces.Priors;

/// <summary>
/// What geometry alone makes of a photo: its face shown at the landmarks of the result, and how far that is to be trusted (Hassner et al., CVPR 2015, "Effective Face
/// Frontalization in Unconstrained Images"). Where neither mask has weight, nothing is known and the image is the photo's.
/// </summary>
/// <param name="Image">The photo with the posed face over it, S×S pixels.</param>
/// <param name="Seen">How much of a pixel is face that the photo shows, in [0, 1].</param>
/// <param name="Mirrored">How much of it is the other half of the face, mirrored because the photo hides this one, in [0, 1].</param>
public sealed record FacePrior(ImageBuffer Image, ImageMask Seen, ImageMask Mirrored)
{
    /// <summary>Shows a face at other landmarks of the same image.</summary>
    /// <param name="face">The aligned face, S×S pixels.</param>
    /// <param name="landmarks">Its landmarks.</param>
    /// <param name="placement">Landmarks of the result.</param>
    /// <exception cref="ArgumentException">All landmarks coincide.</exception>
    public static FacePrior Of(ImageBuffer face, FaceLandmarks landmarks, FaceLandmarks placement)
    {
        ArgumentNullException.ThrowIfNull(face);
        return Of(HeadRenderer.Render(face, new DetectedFace(landmarks), face, new DetectedFace(placement), FittedHeads.Shared), face);
    }

    /// <summary>What a view shows, over what lies below it.</summary>
    internal static FacePrior Of(HeadView view, ImageBuffer below)
    {
        var (image, seen, mirrored) = (below.Clone(), new ImageMask(below.Width, below.Height), new ImageMask(below.Width, below.Height));
        for (var pixel = 0; pixel < seen.Values.Length; pixel++)
        {
            var (cover, mirror) = (view.Coverage.Values[pixel], view.Mirrored.Values[pixel]);
            (seen.Values[pixel], mirrored.Values[pixel]) = (cover * (1 - mirror), cover * mirror);
            for (var channel = 3 * pixel; channel < 3 * pixel + 3; channel++)
                image.Pixels[channel] = (byte)(float.Lerp(image.Pixels[channel], view.Image.Pixels[channel], cover) + 0.5f);
        }

        return new FacePrior(image, seen, mirrored);
    }
}
