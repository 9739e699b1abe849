namespace GlGan.Rendering;

/// <summary>
/// What makes a face a child's: small nose, jaw and brows below a large forehead, full cheeks, large eyes, smooth skin (Enlow and Hans, Essentials of Facial Growth, 2008; Farkas 1994, means by age).
/// </summary>
internal static class Childhood
{
    /// <summary>The same person with the face of a child.</summary>
    /// <param name="adult">Shape and colours as an adult.</param>
    /// <param name="youth">From 0, grown up, to 1, about four years old.</param>
    public static FaceIdentity Of(FaceIdentity adult, float youth) => adult with
    {
        HeadHeight = Shift(adult.HeadHeight, 0.35f * youth),
        ForeheadHeight = Shift(adult.ForeheadHeight, 0.3f * youth),
        ForeheadSlope = Shift(adult.ForeheadSlope, -0.5f * youth),
        LowerFace = Shift(adult.LowerFace, -0.6f * youth),
        JawWidth = Shift(adult.JawWidth, -0.15f * youth),
        ChinLength = Shift(adult.ChinLength, -0.5f * youth),
        ChinWidth = Shift(adult.ChinWidth, -0.3f * youth),
        ChinProminence = Shift(adult.ChinProminence, -0.5f * youth),
        CheekFullness = Shift(adult.CheekFullness, 0.8f * youth),
        BrowRidge = Shift(adult.BrowRidge, -youth),
        BrowThickness = Shift(adult.BrowThickness, -0.4f * youth),
        BrowDensity = adult.BrowDensity * (1 - 0.5f * youth),
        EyeSize = Shift(adult.EyeSize, 0.35f * youth),
        EyeLength = Shift(adult.EyeLength, 0.35f * youth),
        EyeDepth = Shift(adult.EyeDepth, -0.4f * youth),
        NoseLength = Shift(adult.NoseLength, -0.5f * youth),
        NoseBridge = Shift(adult.NoseBridge, -0.6f * youth),
        NoseHump = Shift(adult.NoseHump, -0.6f * youth),
        NoseProjection = Shift(adult.NoseProjection, -0.5f * youth),
        NoseTip = Shift(adult.NoseTip, 0.45f * youth),
        MouthWidth = Shift(adult.MouthWidth, -0.3f * youth),
        NeckWidth = Shift(adult.NeckWidth, -0.8f * youth),
        Age = 0,
        EyeBags = 0,
        SkinRoughness = 0.1f,
        Makeup = 0,
        LipTint = 0.15f,
        Lashes = 0.4f,
        GreyHair = 0,
        BeardShadow = 0,
        FacialHair = FacialHair.None,
        HairStyle = adult.HairStyle == HairStyle.Bald ? HairStyle.Short : adult.HairStyle,
    };

    private static float Shift(float value, float by) => Math.Clamp(value + by, -1, 1);
}
