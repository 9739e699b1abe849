namespace GlGan.Rendering;

/// <summary>
/// The curves of eyes, lips and brows of one identity in canonical coordinates (centimetres, see <see cref="HeadGrid"/>), shared by the shape
/// and the shader so that relief and colour agree.
/// </summary>
internal sealed class FaceTraits
{
    /// <summary>Radius of the ball the eye opening lies on; larger than an eyeball because it includes the lids' wrap.</summary>
    public const float EyeballRadius = 1.62f;

    public FaceTraits(FaceIdentity id)
    {
        Identity = id;
        EyeX = HeadGrid.EyeX + 0.38f * id.EyeSpacing;
        EyeHalfWidth = 1.54f * (1 + 0.13f * id.EyeLength + 0.03f * id.EyeSize);
        _lidUpper = 0.61f * (1 + 0.52f * id.EyeSize) * (1 - 0.25f * Math.Max(id.LidFold, 0));
        _lidLower = 0.45f * (1 + 0.4f * id.EyeSize);
        _tilt = 0.08f + 0.28f * id.EyeTilt;
        IrisRadius = 0.62f + 0.07f * id.EyeSize;
        MouthHalfWidth = HeadGrid.MouthHalfWidth * (1 + 0.2f * id.MouthWidth);
        UpperLip = 0.78f * (1 + 0.55f * id.UpperLip);
        LowerLip = 0.92f * (1 + 0.5f * id.LowerLip);
        _browY = HeadGrid.BrowY + 0.5f * id.BrowHeight;
        _browArch = 0.3f + 0.36f * id.BrowArch;
        BrowThickness = 0.4f * MathF.Exp(0.7f * id.BrowThickness);
        NoseWidth = 1.06f + 0.44f * id.NoseWidth;
    }

    private readonly float _lidUpper, _lidLower, _tilt, _browY, _browArch;

    public FaceIdentity Identity { get; }

    public float EyeX { get; }

    public float EyeHalfWidth { get; }

    public float IrisRadius { get; }

    public float MouthHalfWidth { get; }

    public float UpperLip { get; }

    public float LowerLip { get; }

    public float BrowThickness { get; }

    public float NoseWidth { get; }

    /// <summary>Heights of the upper and lower lid edge at a position across the eye, -1 (inner corner) to 1 (outer).</summary>
    public (float Upper, float Lower) Lids(float across, float blink, float smile)
    {
        var a2 = across * across;
        if (a2 >= 1)
        {
            var corner = _tilt * across;
            return (corner, corner);
        }

        var flat = 0.5f + 0.48f * Identity.EyeRoundness;
        var round = 1 - a2 * (1 - flat + flat * a2);
        var lower = _tilt * across - _lidLower * (1 - a2 * (1 - 0.4f * flat + 0.4f * flat * a2)) * (1 + 0.22f * across) * (1 - 0.3f * Math.Max(smile, 0));
        var upper = _tilt * across + _lidUpper * round * (1 + (0.34f * Identity.LidPeak - 0.16f) * across);
        return (ShadingMath.Mix(upper, lower + 0.02f, blink), lower);
    }

    /// <summary>Edge of the upper lip above the mouth line, at an unsigned x.</summary>
    public float LipTop(float x)
    {
        var t = x / MouthHalfWidth;
        if (t >= 1) return 0;
        var bow = 1 - (0.2f + 0.24f * Identity.LipBow) * ShadingMath.Bell(x * x * 7) + (0.1f + 0.18f * Identity.LipBow) * ShadingMath.Bell((x - 0.55f) * (x - 0.55f) * 8);
        return UpperLip * bow * (1 - t * t * (0.45f + 0.55f * t));
    }

    /// <summary>Edge of the lower lip below the mouth line, at an unsigned x.</summary>
    public float LipBottom(float x)
    {
        var t = x / MouthHalfWidth;
        if (t >= 1) return 0;
        var t2 = t * t;
        return LowerLip * (1 - t2 * (0.7f + 0.3f * t2));
    }

    /// <summary>Middle and half thickness of the brow at an unsigned x.</summary>
    public (float Middle, float Half) Brow(float x)
    {
        x -= 0.4f * Identity.BrowGap;
        var t = Math.Clamp((x - 1.15f) / (3.75f + 0.5f * Identity.BrowLength), 0, 1);
        var arch = 1 - (t - 0.62f) * (t - 0.62f) / 0.38f;
        var middle = _browY - 0.28f + 0.1f * t + 0.5f * Identity.BrowSlant * (t - 0.5f) + _browArch * arch;
        var taper = ShadingMath.Step(0.75f, 1.6f, x) * (1 - ShadingMath.Step(0.5f - 0.4f * Identity.BrowTaper, 1.06f, t));
        return (middle, BrowThickness * taper);
    }

    /// <summary>Where on the lid ball's surface, above the ball's middle plane, a canonical offset from the eye's centre lies.</summary>
    public static float BallHeight(float dx, float dy)
    {
        var r2 = dx * dx + dy * dy;
        return r2 < EyeballRadius * EyeballRadius ? MathF.Sqrt(EyeballRadius * EyeballRadius - r2) : 0;
    }

    /// <summary>The beard's coverage at a canonical position, 0 to 1.</summary>
    public float Beard(float x, float y) => Identity.FacialHair == FacialHair.None ? 0 : Beard(x, y, Identity.FacialHair);

    /// <summary>Where a full beard would grow, 0 to 1.</summary>
    public static float BeardArea(float x, float y) => Beard(x, y, FacialHair.Full);

    private static float Beard(float x, float y, FacialHair style)
    {
        if (y > -2 || y < -13.5f) return 0;
        x = Math.Abs(x);
        var moustache = ShadingMath.Step(-4.9f, -5.4f, y) * ShadingMath.Step(-7.3f, -6.5f, y + 0.12f * x * x) * (1 - ShadingMath.Step(1.9f, 3.4f, x + 0.3f * (y + 6.4f)));
        var chin = ShadingMath.Step(-7.9f, -8.6f, y) * (1 - ShadingMath.Step(1.2f, 3, x - 0.2f * (y + 9))) * ShadingMath.Step(-12.6f, -11.8f, y);
        var sides = ShadingMath.Step(1.9f, 2.7f, x) * (1 - ShadingMath.Step(2.5f, 3.7f, x)) * ShadingMath.Step(-5.4f, -6.8f, y) * ShadingMath.Step(-12, -11, y);
        var cheekLine = -6.6f + 4.2f * ShadingMath.Step(3, 6.6f, x);
        var cheek = ShadingMath.Step(cheekLine, cheekLine - 1.6f, y) * ShadingMath.Step(2, 3, x) * ShadingMath.Step(-13.2f, -12, y);
        var lower = Math.Max(chin, ShadingMath.Step(-8.2f, -9, y) * ShadingMath.Step(-13.2f, -12, y));
        return style switch
        {
            FacialHair.Moustache => moustache,
            FacialHair.Goatee => Math.Max(Math.Max(moustache, chin), sides * 0.9f),
            _ => Math.Max(Math.Max(moustache, lower), Math.Max(cheek, sides)),
        };
    }
}
