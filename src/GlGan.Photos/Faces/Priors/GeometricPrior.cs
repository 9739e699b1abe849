using GlGan.Faces.Head;
using GlGan.Imaging;

namespace GlGan.Faces.Priors;

/// <summary>
/// Poses faces by an average head alone (Hassner et al., CVPR 2015, "Effective Face Frontalization in Unconstrained Images"); hair and ears come along over an ellipsoid around it.
/// </summary>
public static class GeometricPrior
{
    /// <summary>Shows a face at other landmarks of the same image.</summary>
    /// <param name="face">The aligned face, S×S pixels.</param>
    /// <param name="landmarks">Its landmarks.</param>
    /// <param name="placement">Landmarks of the result.</param>
    /// <exception cref="ArgumentException">All landmarks coincide.</exception>
    public static FacePrior Of(ImageBuffer face, FaceLandmarks landmarks, FaceLandmarks placement)
    {
        ArgumentNullException.ThrowIfNull(face);
        var (heads, from, to) = (FittedHeads.Shared, new DetectedFace(landmarks), new DetectedFace(placement));
        return Of(HeadRenderer.Render(face, from, face, to, heads), HeadHood.Carry(face, heads.Of(from).Pose, heads.Of(to).Pose));
    }

    /// <summary>What a view shows, over what lies below it.</summary>
    internal static FacePrior Of(HeadView view, ImageBuffer below)
    {
        var (seen, mirrored) = (new ImageMask(below.Width, below.Height), new ImageMask(below.Width, below.Height));
        for (var pixel = 0; pixel < seen.Values.Length; pixel++)
        {
            var (cover, mirror) = (view.Coverage.Values[pixel], view.Mirrored.Values[pixel]);
            (seen.Values[pixel], mirrored.Values[pixel]) = (cover * (1 - mirror), cover * mirror);
        }

        return new FacePrior(ImageFilters.Mix(view.Image, below, view.Coverage), seen, mirrored);
    }
}
