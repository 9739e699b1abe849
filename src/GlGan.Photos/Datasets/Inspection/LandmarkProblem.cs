namespace GlGan.Datasets;

/// <summary>Something about landmarks that is rarely meant.</summary>
public enum LandmarkProblem
{
    /// <summary>A point lies outside the image (looked for on decoded images only).</summary>
    OutsideImage,

    /// <summary>The left eye is right of the right one: the file may name the sides of the person instead of those of the viewer.</summary>
    EyesSwapped,

    /// <summary>The eyes are closer than a twentieth of the way from eyes to mouth, or coincide: a profile, or missing values.</summary>
    EyesTogether,

    /// <summary>The mouth is above the eyes: the image is upside down, or points are in another order.</summary>
    MouthAboveEyes,
}
