using GlGan.Foundation;

namespace GlGan.Rendering;

/// <summary>Draws people: shapes correlate with one latent (soft to angular), colours with one ancestry-like latent (light to dark).</summary>
internal static class IdentitySampler
{
    private static readonly FaceColor[] Skins =
        [new(250, 222, 204), new(240, 202, 176), new(226, 180, 148), new(204, 152, 116), new(172, 120, 84), new(130, 86, 58), new(92, 60, 42)];

    private static readonly FaceColor[] Hairs =
        [new(28, 24, 24), new(46, 33, 28), new(78, 52, 36), new(112, 76, 48), new(168, 124, 76), new(206, 172, 116), new(140, 66, 34), new(152, 150, 148)];

    private static readonly FaceColor[] Irises =
        [new(58, 38, 26), new(84, 54, 32), new(112, 78, 44), new(104, 104, 62), new(92, 122, 108), new(96, 132, 158), new(118, 134, 144)];

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
        var tone = random.Unit();
        var age = random.Unit() * random.Unit();
        return Colour(Shape(ref random, angular, tone) with { Age = age }, ref random, angular, tone, age);
    }

    private static FaceIdentity Shape(ref CounterRandom random, float angular, float tone) => new()
    {
        HeadWidth = random.Bell(0.1f * angular),
        HeadHeight = random.Bell(),
        HeadDepth = random.Bell(),
        ForeheadHeight = random.Bell(),
        LowerFace = random.Bell(0.3f * angular),
        JawWidth = random.Bell(0.45f * angular, 0.8f),
        ChinWidth = random.Bell(0.35f * angular, 0.8f),
        ChinProminence = random.Bell(0.2f * angular),
        CheekboneWidth = random.Bell(),
        CheekFullness = random.Bell(-0.2f * angular),
        BrowRidge = random.Bell(0.6f * angular, 0.6f),
        EyeSize = random.Bell(-0.3f * angular, 0.9f),
        EyeSpacing = random.Bell(),
        EyeTilt = random.Bell(0.1f, 0.9f),
        EyeDepth = random.Bell(0.3f * angular, 0.8f),
        LidFold = random.Bell(-0.15f),
        BrowThickness = random.Bell(0.45f * angular, 0.8f),
        BrowArch = random.Bell(-0.3f * angular, 0.9f),
        BrowHeight = random.Bell(-0.4f * angular, 0.8f),
        NoseLength = random.Bell(0.1f * angular),
        NoseWidth = random.Bell(0.15f * angular + 0.5f * (tone - 0.4f), 0.8f),
        NoseBridge = random.Bell(0.3f * angular - 0.4f * (tone - 0.4f), 0.8f),
        NoseHump = random.Bell(0.2f * angular, 0.9f),
        NoseTip = random.Bell(-0.2f * angular, 0.9f),
        NoseProjection = random.Bell(0.2f * angular, 0.9f),
        MouthWidth = random.Bell(0.1f * angular),
        UpperLip = random.Bell(-0.25f * angular + 0.5f * (tone - 0.4f), 0.8f),
        LowerLip = random.Bell(-0.2f * angular + 0.5f * (tone - 0.4f), 0.8f),
        MouthCurve = random.Bell(0.1f),
        EarSize = random.Bell(0.2f * angular),
        NeckWidth = random.Bell(0.5f * angular, 0.6f),
        Asymmetry = random.Bell(),
    };

    private static FaceIdentity Colour(FaceIdentity shape, ref CounterRandom random, float angular, float tone, float age)
    {
        var skin = Jitter(Palette(Skins, tone), ref random, 7);
        var hairIndex = tone > 0.5f && random.Chance(0.85f) ? random.Below(2) : age > 0.5f && random.Chance(0.5f) ? 7 : random.Below(7);
        var hair = Jitter(Hairs[hairIndex], ref random, 10);
        var beard = angular > 0 && random.Chance(0.5f) ? (FacialHair)(1 + random.Below(4)) : FacialHair.None;
        var tint = angular < 0 && random.Chance(0.45f) ? random.Range(0.55f, 1) : random.Range(0.2f, 0.55f);
        return shape with
        {
            Skin = skin,
            Hair = hair,
            Brow = FaceColor.Mix(hair, new FaceColor(40, 30, 26), random.Range(0.3f, 0.7f)),
            Iris = Jitter(Irises[tone > 0.55f ? random.Below(2) : random.Below(Irises.Length)], ref random, 8),
            Lips = new FaceColor((byte)random.Range(150, 196), (byte)random.Range(58, 92), (byte)random.Range(66, 98)),
            LipTint = tint,
            Freckles = tone < 0.35f && random.Chance(0.3f) ? random.Range(0.3f, 1) : 0,
            HairStyle = (angular > 0 ? AngularHair : SoftHair)[random.Below(8)],
            HairVolume = random.Unit(),
            HairWave = random.Unit() * random.Unit(),
            PartLeft = random.Chance(0.5f),
            FacialHair = beard,
            FacialHairDensity = random.Range(0.4f, 1),
            Glasses = random.Chance(0.16f) ? (GlassesStyle)(1 + random.Below(2)) : GlassesStyle.None,
            GlassesFrame = random.Chance(0.6f) ? new FaceColor(28, 26, 28) : Jitter(new FaceColor(110, 74, 52), ref random, 30),
            Clothes = Jitter(Cloths[random.Below(Cloths.Length)], ref random, 14),
        };
    }

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
