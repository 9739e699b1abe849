using System.Numerics;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>
/// The proportions of one identity: a smooth map of canonical head space, the same for skin, ears, hair and glasses. At 1 a parameter is about two and a half standard
/// deviations from the mean of adults of both sexes (Farkas et al. 2005; Zhuang et al. 2010: face width 3.6 %, face length 5.6 %, jaw width 6 %, nose length 8 %).
/// </summary>
internal sealed class HeadDeform(FaceIdentity id, uint seed)
{
    private readonly FaceWarp _warp = new(seed, id.Asymmetry);

    public Vector3 Apply(Vector3 p)
    {
        var front = Step(1.5f, 6.5f, p.Z);
        if (front > 0 && p.Y is > -15 and < 7) p += front * new Vector3(_warp.At(new Vector2(p.X, p.Y)), 0);
        float x = p.X * Width(p, front), y = Height(p), z = p.Z < 0 ? p.Z * (1 + 0.08f * id.HeadDepth) : p.Z + front * Depth(p);
        var mouth = Bell(p.X / 3, (p.Y - HeadGrid.MouthY) / 1) * Step(3, 6, p.Z);
        y += mouth * 0.2f * id.MouthCurve * (p.X * p.X / 5 - 0.3f);
        // One half of a face is a little larger, and nose and chin point to a side.
        y += 0.025f * id.Asymmetry * p.X * Step(4, -8, p.Y) * Step(2, 6, p.Z);
        x += (0.16f * id.Asymmetry * Bell(0, (p.Y + 4) / 2.5f) - 0.14f * id.Asymmetry * Step(-6, -11, p.Y)) * Step(5, 9, p.Z);
        return new Vector3(x, y, z);
    }

    private float Width(Vector3 p, float front)
    {
        var neck = Step(-9.5f, -12, p.Y) * (1 - Step(4, 7, p.Z));
        var lower = Step(-1.5f, -8, p.Y) * (1 - neck);
        var chin = Step(-7.5f, -11.2f, p.Y) * front;
        return 0.975f + 0.085f * id.HeadWidth
            + 0.06f * id.TempleWidth * Bell(0, (p.Y - 3.5f) / 2.6f)
            + 0.05f * id.CheekboneWidth * Bell(0, (p.Y + 1.8f) / 2)
            + (0.125f * id.JawWidth + 0.07f * id.Weight - 0.045f) * lower
            + (0.16f * id.ChinWidth - 0.15f) * chin
            + (0.13f * id.NeckWidth + 0.08f * id.Weight - 0.17f) * neck;
    }

    private float Height(Vector3 p)
    {
        var y = p.Y;
        y += 0.75f * id.HeadHeight * Step(2, 11.6f, p.Y);
        // Between the eyes and the chin, nose and mouth of real faces lie higher than on the canonical head.
        y += 0.75f * Step(0.3f, -4.4f, p.Y) + 0.3f * Step(-4.2f, -6.6f, p.Y) - 0.35f * Step(-7.8f, -11, p.Y) - 0.25f * Bell(0, (p.Y - 2.6f) / 1.2f);
        // The cheeks hardly follow nose and lip.
        var central = 0.35f + 0.65f * Step(6, 2.5f, Math.Abs(p.X));
        y -= 0.85f * central * id.NoseLength * Step(0.3f, -4.4f, p.Y);
        y -= 0.32f * central * id.Philtrum * Step(-4.2f, -6.6f, p.Y);
        y -= 0.6f * id.LowerFace * Step(-4.6f, -11, p.Y);
        y -= 0.95f * id.ChinLength * Step(-7.8f, -11, p.Y);
        return y + 0.9f * id.JawAngle * Bell((Math.Abs(p.X) - 5.6f) / 1.5f, (p.Y + 8) / 1.8f);
    }

    private float Depth(Vector3 p) =>
        0.5f * id.FaceDepth * Bell(p.X / 3.6f, (p.Y + 3) / 4)
        - 1.1f * (0.25f + id.ForeheadSlope) * Step(2.2f, 9, p.Y)
        + 0.55f * id.ChinProminence * Step(-4.5f, -10, p.Y) * Step(-14, -11.5f, p.Y)
        + (0.35f * id.Weight - 0.1f) * Bell(p.X / 3.5f, (p.Y + 12.2f) / 1.1f);
}
