using System.Numerics;
using GlGan.Faces;

namespace GlGan.Metrics;

/// <summary>
/// Normalised mean error (NME) of landmarks: the mean distance of the five points from where they should be, divided by the distance between the true
/// eyes. The eyes are their centres, so this is the inter-pupil normalisation; values normalised by the outer eye corners (300-W) are smaller.
/// Near a profile the eyes come together and the error grows without bound.
/// </summary>
public static class LandmarkError
{
    /// <summary>Compares landmarks of one image.</summary>
    /// <param name="found">Landmarks to judge, in pixels.</param>
    /// <param name="truth">Where they should be, in pixels of the same image.</param>
    /// <returns>Not negative; 0 when all points agree.</returns>
    /// <exception cref="ArgumentException">The true eyes are one point.</exception>
    public static double Compute(FaceLandmarks found, FaceLandmarks truth)
    {
        var eyes = Vector2.Distance(truth.LeftEye, truth.RightEye);
        if (!(eyes > 0)) throw new ArgumentException("The true eyes are one point: there is no distance to normalise by.", nameof(truth));
        return found.ToArray().Zip(truth.ToArray(), (a, b) => (double)Vector2.Distance(a, b)).Average() / eyes;
    }
}
