using GlGan.Foundation;

namespace GlGan.Rendering;

/// <summary>Draws people: shapes correlate through populations and what lies between them, soft to angular faces, age, weight and the length of the face.</summary>
internal static class IdentitySampler
{
    private const float Children = 0.12f;

    private static readonly FaceColor[] Skins =
        [new(242, 214, 199), new(230, 190, 168), new(212, 166, 140), new(186, 138, 108), new(150, 105, 80), new(112, 76, 58), new(76, 52, 41)];

    private static readonly FaceColor[] Hairs =
        [new(28, 24, 24), new(46, 33, 28), new(78, 52, 36), new(112, 76, 48), new(168, 124, 76), new(206, 172, 116), new(140, 66, 34), new(152, 150, 148)];

    private static readonly FaceColor[] Irises =
        [new(58, 38, 26), new(84, 54, 32), new(112, 78, 44), new(104, 104, 62), new(92, 122, 108), new(96, 132, 158), new(118, 134, 144)];

    private static readonly FaceColor[] EyeShadows = [new(96, 70, 66), new(120, 84, 96), new(70, 74, 92), new(150, 104, 80), new(60, 52, 56)];

    private static readonly FaceColor[] Cloths =
        [new(52, 58, 72), new(150, 52, 50), new(208, 204, 196), new(60, 92, 78), new(72, 96, 150), new(34, 34, 38), new(170, 140, 104), new(120, 84, 130)];

    private static readonly HairStyle[] AngularHair =
        [HairStyle.Short, HairStyle.Short, HairStyle.SidePart, HairStyle.SidePart, HairStyle.Fringe, HairStyle.Buzz, HairStyle.Curly, HairStyle.Bald];

    private static readonly HairStyle[] SoftHair =
        [HairStyle.Long, HairStyle.LongSidePart, HairStyle.LongSidePart, HairStyle.Bob, HairStyle.BobFringe, HairStyle.TiedBack, HairStyle.Curly, HairStyle.SidePart];

    public static FaceIdentity Sample(ulong seed, int index)
    {
        var random = new CounterRandom(seed, 1, (ulong)index);
        var angular = random.Chance(0.5f) ? random.Range(0.15f, 1) : -random.Range(0.15f, 1);
        var share = random.Unit();
        var mean = PopulationMean.Between(random.Below(PopulationMean.Count), random.Below(PopulationMean.Count), 0.5f * share * share * share);
        var tone = random.Range(mean.ToneFrom, mean.ToneTo);
        var age = 0.95f * random.Unit() * MathF.Sqrt(random.Unit());
        var shape = Shape(ref random, mean, angular, age);
        var adult = Colour(shape with { Age = age }, ref random, mean, angular, tone, age);
        return random.Chance(Children) ? Childhood.Of(adult, random.Range(0.35f, 1)) : adult;
    }

    private static FaceIdentity Shape(ref CounterRandom random, in PopulationMean mean, float angular, float age)
    {
        // Heavier people have rounder faces; long faces are narrow.
        float weight = Draw(ref random, 0.15f * age), length = Draw(ref random, 0.3f * angular);
        return new()
        {
            Weight = weight,
            HeadWidth = Draw(ref random, mean.HeadWidth + 0.2f * angular - 0.3f * length + 0.2f * weight),
            TempleWidth = Draw(ref random),
            HeadHeight = Draw(ref random),
            HeadDepth = Draw(ref random, -0.3f * mean.HeadWidth),
            ForeheadHeight = Draw(ref random, 0.2f * length + 0.3f * age * (1 + angular)),
            ForeheadSlope = Draw(ref random, 0.6f * angular),
            FaceDepth = Draw(ref random, mean.FaceDepth),
            LowerFace = Draw(ref random, 0.5f * angular + 0.5f * length),
            JawWidth = Draw(ref random, 0.7f * angular + 0.35f * weight - 0.2f * length),
            JawAngle = Draw(ref random, -0.7f * angular),
            ChinWidth = Draw(ref random, 0.7f * angular + 0.2f * weight),
            ChinLength = Draw(ref random, 0.5f * angular + 0.25f * length),
            ChinProminence = Draw(ref random, 0.4f * angular - 0.25f * weight),
            CheekboneWidth = Draw(ref random, mean.Cheekbones - 0.1f * weight),
            CheekFullness = Draw(ref random, -0.4f * angular + 0.5f * weight - 0.4f * age),
            BrowRidge = Draw(ref random, 1.2f * angular),
            EyeSize = Draw(ref random, -0.6f * angular - 0.2f * age),
            EyeLength = Draw(ref random),
            EyeSpacing = Draw(ref random, 0.3f * mean.HeadWidth),
            EyeTilt = Draw(ref random, mean.EyeTilt - 0.3f * age),
            EyeDepth = Draw(ref random, mean.EyeDepth + 0.6f * angular - 0.3f * weight + 0.2f * age),
            LidFold = Draw(ref random, mean.LidFold + 0.35f * age),
            LidPeak = Draw(ref random),
            EyeRoundness = Draw(ref random),
            BrowThickness = Draw(ref random, 0.8f * angular),
            BrowArch = Draw(ref random, -0.7f * angular),
            BrowHeight = Draw(ref random, -0.8f * angular - 0.3f * mean.EyeDepth),
            BrowSlant = Draw(ref random, 0.1f),
            BrowLength = Draw(ref random, 0.4f * angular),
            BrowTaper = Draw(ref random),
            BrowGap = Draw(ref random, -0.4f * angular),
            NoseLength = Draw(ref random, 0.2f * angular + 0.35f * length + 0.3f * age),
            NoseWidth = Draw(ref random, mean.NoseWidth + 0.4f * angular + 0.15f * weight),
            NoseBridge = Draw(ref random, mean.NoseBridge + 0.5f * angular),
            NoseRidge = Draw(ref random, 0.3f * mean.NoseWidth + 0.2f * angular),
            NoseWings = Draw(ref random, 0.4f * mean.NoseWidth),
            NoseHump = Draw(ref random, 0.5f * mean.NoseBridge + 0.4f * angular),
            NoseTip = Draw(ref random, -0.4f * angular - 0.3f * mean.NoseBridge - 0.3f * age),
            NoseTipWidth = Draw(ref random, 0.6f * mean.NoseWidth + 0.4f * angular + 0.1f * weight),
            NoseProjection = Draw(ref random, mean.NoseProjection + 0.4f * angular),
            Philtrum = Draw(ref random, 0.3f * angular + 0.35f * age),
            LipDepth = Draw(ref random, mean.LipDepth - 0.2f * age),
            MouthWidth = Draw(ref random, 0.3f * angular + 0.3f * mean.NoseWidth),
            UpperLip = Draw(ref random, mean.LipFullness - 0.5f * angular - 0.45f * age),
            LowerLip = Draw(ref random, mean.LipFullness - 0.4f * angular - 0.35f * age),
            LipBow = Draw(ref random, -0.4f * angular),
            MouthCurve = Draw(ref random, 0.1f - 0.2f * age),
            EarSize = Draw(ref random, 0.4f * angular + 0.4f * age),
            NeckWidth = Draw(ref random, angular + 0.3f * weight),
            Asymmetry = Draw(ref random),
        };
    }

    private static FaceIdentity Colour(FaceIdentity shape, ref CounterRandom random, in PopulationMean mean, float angular, float tone, float age)
    {
        var isDark = random.Chance(mean.DarkHair);
        var dyed = angular < 0 && random.Chance(0.12f);
        var hair = Jitter(Hairs[isDark && !dyed ? random.Below(2) : random.Below(7)], ref random, 10);
        var beard = angular > 0 && random.Chance(0.5f) ? (FacialHair)(1 + random.Below(4)) : FacialHair.None;
        var hasMakeup = angular < 0 && random.Chance(0.5f);
        return shape with
        {
            Skin = Jitter(Palette(Skins, tone), ref random, 8),
            Hair = hair,
            GreyHair = age > 0.35f ? Math.Clamp((age - 0.35f) * 2.2f * random.Unit() + (random.Chance(0.3f) ? 0.5f : 0), 0, 1) * (dyed ? 0 : 1) : 0,
            Brow = FaceColor.Mix(hair, new FaceColor(36, 28, 25), random.Range(0.1f, 0.9f)),
            BrowDensity = random.Range(angular > 0 ? 0.3f : 0.1f, 1),
            Iris = Jitter(Irises[isDark ? random.Below(2) : random.Below(Irises.Length)], ref random, 8),
            Lips = Jitter(new FaceColor((byte)random.Range(140, 196), (byte)random.Range(50, 96), (byte)random.Range(60, 104)), ref random, 8),
            LipTint = hasMakeup ? random.Range(0.45f, 1) : random.Range(0.1f, 0.4f),
            Lashes = hasMakeup ? random.Range(0.5f, 1) : random.Range(0, 0.6f),
            Makeup = hasMakeup ? random.Unit() : 0,
            EyeShadow = Jitter(EyeShadows[random.Below(EyeShadows.Length)], ref random, 12),
            EyeBags = Math.Clamp(random.Unit() * (0.4f + 0.8f * age), 0, 1),
            SkinRoughness = 0.25f + 0.75f * Math.Clamp(random.Unit() * random.Unit() + 0.3f * age, 0, 1),
            SkinGloss = random.Unit(),
            Moles = random.Chance(0.4f) ? random.Unit() : 0,
            Freckles = tone < 0.3f && random.Chance(0.25f) ? random.Range(0.3f, 1) : 0,
            HairStyle = (angular > 0 ? AngularHair : SoftHair)[random.Below(8)],
            HairVolume = random.Unit(),
            HairWave = random.Unit() * random.Unit(),
            PartLeft = random.Chance(0.5f),
            FacialHair = beard,
            BeardShadow = angular > 0 ? random.Unit() * (isDark ? 0.9f : 0.5f) : 0,
            FacialHairDensity = random.Range(0.4f, 1),
            Glasses = random.Chance(0.16f) ? (GlassesStyle)(1 + random.Below(2)) : GlassesStyle.None,
            GlassesFrame = random.Chance(0.6f) ? new FaceColor(28, 26, 28) : Jitter(new FaceColor(110, 74, 52), ref random, 30),
            Clothes = Jitter(Cloths[random.Below(Cloths.Length)], ref random, 14),
        };
    }

    // Near enough to a normal distribution with a deviation of 0.52, within -1 and 1.
    private static float Draw(ref CounterRandom random, float mean = 0) =>
        Math.Clamp(mean + 0.9f * (random.Unit() + random.Unit() + random.Unit() + random.Unit() - 2), -1, 1);

    private static FaceColor Palette(FaceColor[] colors, float position)
    {
        var scaled = position * (colors.Length - 1);
        var low = Math.Min((int)scaled, colors.Length - 2);
        return FaceColor.Mix(colors[low], colors[low + 1], scaled - low);
    }

    private static FaceColor Jitter(FaceColor color, ref CounterRandom random, float amount)
    {
        var light = amount * random.Bell();
        return new FaceColor(Channel(color.R, light, ref random), Channel(color.G, light, ref random), Channel(color.B, light, ref random));

        byte Channel(byte value, float shared, ref CounterRandom own) => (byte)Math.Clamp(value + shared + 0.4f * amount * own.Bell(), 0, 255);
    }
}
