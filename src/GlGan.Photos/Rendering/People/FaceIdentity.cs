namespace GlGan.Rendering;

/// <summary>
/// The parameters of one synthetic person. Shape parameters run from -1 to 1 and 0 is average; values outside a range throw
/// <see cref="ArgumentOutOfRangeException"/>. Use <c>with</c> to vary a person.
/// </summary>
public sealed record FaceIdentity
{
    /// <summary>Width of the skull, -1 to 1.</summary>
    public float HeadWidth { get; init => field = FaceRange.Signed(value); }

    /// <summary>Width of the forehead at the temples, -1 to 1.</summary>
    public float TempleWidth { get; init => field = FaceRange.Signed(value); }

    /// <summary>Height of the skull above the brows, -1 to 1.</summary>
    public float HeadHeight { get; init => field = FaceRange.Signed(value); }

    /// <summary>Depth of the skull from forehead to nape, -1 to 1.</summary>
    public float HeadDepth { get; init => field = FaceRange.Signed(value); }

    /// <summary>Height of the hairline, -1 to 1.</summary>
    public float ForeheadHeight { get; init => field = FaceRange.Signed(value); }

    /// <summary>Length of the lower third of the face, -1 to 1.</summary>
    public float LowerFace { get; init => field = FaceRange.Signed(value); }

    /// <summary>Width of the jaw, -1 to 1.</summary>
    public float JawWidth { get; init => field = FaceRange.Signed(value); }

    /// <summary>Low and square (-1) to high and sloping (1) corners of the jaw, -1 to 1.</summary>
    public float JawAngle { get; init => field = FaceRange.Signed(value); }

    /// <summary>Lean to heavy: cheeks, jaw line, under the chin, neck, -1 to 1.</summary>
    public float Weight { get; init => field = FaceRange.Signed(value); }

    /// <summary>Flat (-1) to projecting (1) middle of the face, -1 to 1.</summary>
    public float FaceDepth { get; init => field = FaceRange.Signed(value); }

    /// <summary>Upright (-1) to sloping (1) forehead, -1 to 1.</summary>
    public float ForeheadSlope { get; init => field = FaceRange.Signed(value); }

    /// <summary>Length of the chin below the lower lip, -1 to 1.</summary>
    public float ChinLength { get; init => field = FaceRange.Signed(value); }

    /// <summary>Width of the chin, -1 to 1.</summary>
    public float ChinWidth { get; init => field = FaceRange.Signed(value); }

    /// <summary>How far the chin stands out, -1 to 1.</summary>
    public float ChinProminence { get; init => field = FaceRange.Signed(value); }

    /// <summary>Prominence of the cheekbones, -1 to 1.</summary>
    public float CheekboneWidth { get; init => field = FaceRange.Signed(value); }

    /// <summary>Hollow to full cheeks, -1 to 1.</summary>
    public float CheekFullness { get; init => field = FaceRange.Signed(value); }

    /// <summary>Smooth to strong brow ridge, -1 to 1.</summary>
    public float BrowRidge { get; init => field = FaceRange.Signed(value); }

    /// <summary>Size of the eye opening, -1 to 1.</summary>
    public float EyeSize { get; init => field = FaceRange.Signed(value); }

    /// <summary>Width of the eye opening, -1 to 1.</summary>
    public float EyeLength { get; init => field = FaceRange.Signed(value); }

    /// <summary>Almond-shaped (-1) to round (1) eyes, -1 to 1.</summary>
    public float EyeRoundness { get; init => field = FaceRange.Signed(value); }

    /// <summary>Highest near the nose (-1) or near the temple (1): the upper lid, -1 to 1.</summary>
    public float LidPeak { get; init => field = FaceRange.Signed(value); }

    /// <summary>Distance between the eyes, -1 to 1.</summary>
    public float EyeSpacing { get; init => field = FaceRange.Signed(value); }

    /// <summary>Outer corners down (-1) or up (1), -1 to 1.</summary>
    public float EyeTilt { get; init => field = FaceRange.Signed(value); }

    /// <summary>Flat to deep-set eyes, -1 to 1.</summary>
    public float EyeDepth { get; init => field = FaceRange.Signed(value); }

    /// <summary>Open upper lid with a crease (-1) to a covered lid without one (1), -1 to 1.</summary>
    public float LidFold { get; init => field = FaceRange.Signed(value); }

    /// <summary>Thin to bushy brows, -1 to 1.</summary>
    public float BrowThickness { get; init => field = FaceRange.Signed(value); }

    /// <summary>Sparse (0) to dense (1) brows.</summary>
    public float BrowDensity { get; init => field = FaceRange.Unit(value); } = 0.6f;

    /// <summary>Straight to arched brows, -1 to 1.</summary>
    public float BrowArch { get; init => field = FaceRange.Signed(value); }

    /// <summary>Falling (-1) or rising (1) brows, towards the temples, -1 to 1.</summary>
    public float BrowSlant { get; init => field = FaceRange.Signed(value); }

    /// <summary>Short (-1) to long (1) brows, -1 to 1.</summary>
    public float BrowLength { get; init => field = FaceRange.Signed(value); }

    /// <summary>Even (-1) to tapering (1) brows, -1 to 1.</summary>
    public float BrowTaper { get; init => field = FaceRange.Signed(value); }

    /// <summary>Brows that nearly meet (-1) to far apart (1), -1 to 1.</summary>
    public float BrowGap { get; init => field = FaceRange.Signed(value); }

    /// <summary>Distance of the brows from the eyes, -1 to 1.</summary>
    public float BrowHeight { get; init => field = FaceRange.Signed(value); }

    /// <summary>Length of the nose, -1 to 1.</summary>
    public float NoseLength { get; init => field = FaceRange.Signed(value); }

    /// <summary>Width of the wings of the nose, -1 to 1.</summary>
    public float NoseWidth { get; init => field = FaceRange.Signed(value); }

    /// <summary>Narrow and sharp (-1) to broad and flat (1) back of the nose, -1 to 1.</summary>
    public float NoseRidge { get; init => field = FaceRange.Signed(value); }

    /// <summary>Flat (-1) to bulging (1) wings of the nose, -1 to 1.</summary>
    public float NoseWings { get; init => field = FaceRange.Signed(value); }

    /// <summary>Low to high bridge, -1 to 1.</summary>
    public float NoseBridge { get; init => field = FaceRange.Signed(value); }

    /// <summary>Concave (-1) to aquiline (1) back of the nose, -1 to 1.</summary>
    public float NoseHump { get; init => field = FaceRange.Signed(value); }

    /// <summary>Drooping (-1) to upturned (1) tip, -1 to 1.</summary>
    public float NoseTip { get; init => field = FaceRange.Signed(value); }

    /// <summary>Pointed (-1) to round (1) tip, -1 to 1.</summary>
    public float NoseTipWidth { get; init => field = FaceRange.Signed(value); }

    /// <summary>How far the nose stands out, -1 to 1.</summary>
    public float NoseProjection { get; init => field = FaceRange.Signed(value); }

    /// <summary>Distance from the nose to the upper lip, -1 to 1.</summary>
    public float Philtrum { get; init => field = FaceRange.Signed(value); }

    /// <summary>How far the lips stand out, -1 to 1.</summary>
    public float LipDepth { get; init => field = FaceRange.Signed(value); }

    /// <summary>Width of the mouth, -1 to 1.</summary>
    public float MouthWidth { get; init => field = FaceRange.Signed(value); }

    /// <summary>Straight (-1) to bow-shaped (1) upper lip, -1 to 1.</summary>
    public float LipBow { get; init => field = FaceRange.Signed(value); }

    /// <summary>Fullness of the upper lip, -1 to 1.</summary>
    public float UpperLip { get; init => field = FaceRange.Signed(value); }

    /// <summary>Fullness of the lower lip, -1 to 1.</summary>
    public float LowerLip { get; init => field = FaceRange.Signed(value); }

    /// <summary>Corners down (-1) or up (1) at rest, -1 to 1.</summary>
    public float MouthCurve { get; init => field = FaceRange.Signed(value); }

    /// <summary>Size of the ears, -1 to 1.</summary>
    public float EarSize { get; init => field = FaceRange.Signed(value); }

    /// <summary>Width of the neck, -1 to 1.</summary>
    public float NeckWidth { get; init => field = FaceRange.Signed(value); }

    /// <summary>Slight difference of the halves of the face, -1 to 1.</summary>
    public float Asymmetry { get; init => field = FaceRange.Signed(value); }

    /// <summary>Lines and folds, 0 (young) to 1 (old).</summary>
    public float Age { get; init => field = FaceRange.Unit(value); } = 0.2f;

    /// <summary>Length and darkness of the lashes, 0 to 1.</summary>
    public float Lashes { get; init => field = FaceRange.Unit(value); } = 0.5f;

    /// <summary>Bags and rings under the eyes, 0 to 1.</summary>
    public float EyeBags { get; init => field = FaceRange.Unit(value); } = 0.2f;

    /// <summary>Even (0) to blotchy (1) skin with pores and spots.</summary>
    public float SkinRoughness { get; init => field = FaceRange.Unit(value); } = 0.3f;

    /// <summary>Matt (0) to oily (1) skin.</summary>
    public float SkinGloss { get; init => field = FaceRange.Unit(value); } = 0.4f;

    /// <summary>Number of moles and their size, 0 (none) to 1.</summary>
    public float Moles { get; init => field = FaceRange.Unit(value); }

    /// <summary>Eye shadow, eye liner and rouge, 0 (none) to 1.</summary>
    public float Makeup { get; init => field = FaceRange.Unit(value); }

    /// <summary>Freckles, 0 (none) to 1.</summary>
    public float Freckles { get; init => field = FaceRange.Unit(value); }

    /// <summary>How far the lips differ from the skin, 0 to 1.</summary>
    public float LipTint { get; init => field = FaceRange.Unit(value); } = 0.5f;

    /// <summary>Darkening by a beard that has been shaved, 0 (none) to 1.</summary>
    public float BeardShadow { get; init => field = FaceRange.Unit(value); }

    /// <summary>Density of the beard, 0 (thin) to 1.</summary>
    public float FacialHairDensity { get; init => field = FaceRange.Unit(value); } = 0.7f;

    /// <summary>Grey hairs among the others, 0 (none) to 1.</summary>
    public float GreyHair { get; init => field = FaceRange.Unit(value); }

    /// <summary>Volume of the hair, 0 (flat) to 1.</summary>
    public float HairVolume { get; init => field = FaceRange.Unit(value); } = 0.5f;

    /// <summary>Straight (0) to wavy (1) hair.</summary>
    public float HairWave { get; init => field = FaceRange.Unit(value); } = 0.2f;

    /// <summary>Colour of the skin.</summary>
    public FaceColor Skin { get; init; } = new(224, 178, 148);

    /// <summary>Colour of the hair.</summary>
    public FaceColor Hair { get; init; } = new(74, 50, 36);

    /// <summary>Colour of the brows.</summary>
    public FaceColor Brow { get; init; } = new(62, 44, 34);

    /// <summary>Colour of the irises.</summary>
    public FaceColor Iris { get; init; } = new(92, 64, 40);

    /// <summary>Colour the lips tend to.</summary>
    public FaceColor Lips { get; init; } = new(176, 84, 84);

    /// <summary>Colour of eye shadow.</summary>
    public FaceColor EyeShadow { get; init; } = new(120, 84, 96);

    /// <summary>Colour of the clothes.</summary>
    public FaceColor Clothes { get; init; } = new(70, 80, 100);

    /// <summary>Colour of the frame of the glasses.</summary>
    public FaceColor GlassesFrame { get; init; } = new(30, 28, 30);

    /// <summary>Cut of the hair.</summary>
    public HairStyle HairStyle { get; init => field = FaceRange.Defined(value); } = HairStyle.Short;

    /// <summary>Beard.</summary>
    public FacialHair FacialHair { get; init => field = FaceRange.Defined(value); }

    /// <summary>Glasses.</summary>
    public GlassesStyle Glasses { get; init => field = FaceRange.Defined(value); }

    /// <summary>Whether the parting and the sweep of the hair are on the viewer's left.</summary>
    public bool PartLeft { get; init; }
}
