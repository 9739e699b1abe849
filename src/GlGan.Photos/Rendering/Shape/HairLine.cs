using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>Where hair grows and how far it stands off, over the columns and rows of the <see cref="HeadGrid"/>.</summary>
internal sealed class HairLine(FaceIdentity id)
{
    private static readonly float[] Knots = [0, 20, 36, 48, 58, 66, 74, 80, 88, 98, 112, 126, 150, 180];
    private static readonly float[] Heights = [6.5f, 6.6f, 6.5f, 5.3f, 3.4f, 1.7f, 0, -1.2f, -0.6f, 0.3f, -1.5f, -6, -8.2f, -8.6f];

    private readonly float _part = (id.PartLeft ? -1 : 1) * 22;

    public bool CoversEars => id.HairStyle is HairStyle.Bob or HairStyle.BobFringe or HairStyle.Long or HairStyle.LongSidePart;

    /// <summary>Height above which hair grows, at an angle around the head.</summary>
    public float Height(float angle)
    {
        var degrees = angle * (180 / MathF.PI);
        var around = Math.Abs(degrees);
        var line = Spline(Knots, Heights, around);
        var front = 1 - Step(40, 66, around);
        line += front * (0.65f * id.ForeheadHeight + 0.25f * Bell((around - 33) / 9, 0) * (1 + 2 * id.Age));
        return id.HairStyle switch
        {
            HairStyle.Bald => 30,
            HairStyle.Fringe or HairStyle.BobFringe => Math.Min(line, Mix(line, 3.15f + 0.25f * Math.Abs(degrees) / 30, 1 - Step(38, 58, around))),
            HairStyle.SidePart or HairStyle.LongSidePart => line + front * Sweep(degrees),
            HairStyle.Long or HairStyle.Bob => line + front * (1.6f * Bell(degrees / 10, 0) - 1.1f * Step(18, 44, around)),
            HairStyle.Curly => line - 0.5f * front,
            _ => line,
        };
    }

    /// <summary>Offset of the hair's surface from the skin in centimetres, before fading in at the line.</summary>
    public float Thickness(float angle, float y, uint seed)
    {
        var top = Step(2, 9, y);
        var lumps = Noise(angle * 3, y * 0.5f, seed) - 0.5f;
        var volume = id.HairVolume;
        return id.HairStyle switch
        {
            HairStyle.Bald => 0,
            HairStyle.Buzz => 0.12f,
            HairStyle.Short => 0.4f + top * (0.5f + 0.7f * volume) + 0.2f * lumps,
            HairStyle.SidePart => 0.45f + top * (0.6f + 0.8f * volume) + 0.25f * lumps + top * 0.4f * volume * Step(-60, 60, _part < 0 ? angle * 57 : -angle * 57),
            HairStyle.Fringe => 0.5f + top * (0.5f + 0.6f * volume) + 0.2f * lumps,
            HairStyle.Curly => 1 + 0.9f * volume + (0.5f + 0.9f * volume) * top + (Noise(angle * 9, y * 1.6f, seed) - 0.5f) * 0.9f,
            HairStyle.TiedBack => 0.35f + 0.3f * top + 0.15f * volume,
            _ => 0.7f + 0.5f * volume + top * (0.3f + 0.5f * volume) + 0.3f * lumps,
        };
    }

    private float Sweep(float degrees)
    {
        var fromPart = (_part < 0 ? degrees - _part : _part - degrees) / 60;
        return 0.9f * Bell(fromPart * 5, 0) - 1.9f * Step(0.1f, 0.75f, fromPart) * (1 - Step(0.8f, 1.3f, fromPart)) - 0.9f * Step(0.05f, 0.5f, -fromPart);
    }
}
