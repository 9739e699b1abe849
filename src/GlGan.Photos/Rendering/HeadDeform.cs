using System.Numerics;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>The proportions of one identity: a smooth, monotone map of canonical head space, the same for skin, ears, hair and glasses.</summary>
internal sealed class HeadDeform(FaceIdentity id)
{
    public Vector3 Apply(Vector3 p)
    {
        var lower = Step(-1.5f, -7.5f, p.Y);
        var chin = Step(-8, -11, p.Y) * Step(2, 7, p.Z);
        var neck = Step(-9.5f, -12, p.Y) * (1 - Step(4, 7, p.Z));
        var width = 1 + 0.06f * id.HeadWidth + (0.115f * id.JawWidth - 0.045f) * lower * (1 - neck) + (0.14f * id.ChinWidth - 0.15f) * chin + (0.1f * id.NeckWidth - 0.07f) * neck;
        var depth = p.Z < 0 ? 1 + 0.06f * id.HeadDepth : 1;
        var y = p.Y;
        y += 0.45f * id.HeadHeight * Step(2, 11.6f, p.Y);
        y -= 0.5f * id.NoseLength * Step(0.3f, -4.4f, p.Y);
        y -= 0.75f * id.LowerFace * Step(-4.6f, -11, p.Y);
        var mouth = Bell(p.X / 3, (p.Y - HeadGrid.MouthY) / 1) * Step(3, 6, p.Z);
        y += mouth * 0.13f * id.MouthCurve * (p.X * p.X / 5 - 0.3f);
        y += 0.018f * id.Asymmetry * p.X * Step(4, -8, p.Y) * Step(2, 6, p.Z);
        var x = p.X * width + 0.12f * id.Asymmetry * Bell(0, (p.Y + 4) / 2.5f) * Step(5, 9, p.Z);
        return new Vector3(x, y, p.Z * depth);
    }
}
