using System.Numerics;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>Draws the lips, and teeth and tongue in the opening between them.</summary>
internal sealed class MouthShader(FaceTraits traits, FaceLighting light, ExpressionPose pose, FaceExpression expression)
{
    /// <summary>Lips part where they are farther from each other, in centimetres.</summary>
    public const float SmallestGap = 0.05f;

    private readonly Vector3 _lips = traits.Identity.Lips.Linear;

    private readonly float _teeth = expression.MouthOpen + Math.Max(expression.Smile, 0) > 0.1f ? 1 : 0;

    /// <summary>The colour of the inside of the mouth where it shows; otherwise null, and the lips are worked into the skin.</summary>
    public Vector3? Shade(in SurfaceSample s, float ax, ref Vector3 albedo, ref float gloss, ref float open)
    {
        var dy = s.Y - HeadGrid.MouthY;
        if (ax < traits.MouthHalfWidth && Math.Abs(dy) < HeadGrid.LipGap)
        {
            var gap = pose.Gap(ax);
            if (gap > SmallestGap) return Inside(s, ax, (HeadGrid.LipGap - dy) / (2 * HeadGrid.LipGap), gap);
        }

        float top = traits.LipTop(ax), bottom = traits.LipBottom(ax);
        var into = dy > 0 ? top - dy : bottom + dy;
        var cover = Step(-0.1f, 0.12f, into) * Step(traits.MouthHalfWidth + 0.05f, traits.MouthHalfWidth - 0.3f, ax);
        var natural = s.Color * new Vector3(0.86f, 0.56f, 0.58f);
        var tint = Mix(natural, _lips * (0.45f + 0.75f * s.Color.Y), traits.Identity.LipTint);
        albedo = Mix(albedo, tint * (dy > 0 ? 0.8f : 1), cover * 0.9f);
        gloss += cover * (dy < 0 ? 1.1f : 0.3f);
        var line = Step(0.12f, 0.02f, Math.Abs(dy)) * Step(traits.MouthHalfWidth + 0.3f, traits.MouthHalfWidth - 0.15f, ax);
        open *= 1 - 0.72f * line;
        albedo *= 1 - 0.35f * line;
        return null;
    }

    private Vector3 Inside(in SurfaceSample s, float ax, float down, float gap)
    {
        var depth = down * gap;
        var dark = new Vector3(0.05f, 0.012f, 0.01f);
        var tongue = Mix(dark, new Vector3(0.3f, 0.07f, 0.065f), Step(0.5f, 1, down) * Step(0.5f, 1.3f, gap) * Step(1.7f, 0.9f, ax));
        var corner = Step(traits.MouthHalfWidth - 0.1f, traits.MouthHalfWidth - 0.9f, ax);
        var tooth = _teeth * Step(0.74f, 0.66f, depth + 0.05f * Math.Abs(MathF.Sin(ax * 4))) * Step(0.02f, 0.12f, depth) * corner;
        var lines = 1 - 0.22f * Step(0.06f, 0, Math.Abs(ax / 0.5f - MathF.Round(ax / 0.5f)) * 0.5f);
        var ivory = new Vector3(0.74f, 0.67f, 0.58f) * (lines * (1 - 0.09f * ax * ax) * (0.6f + 0.4f * Step(0, 0.3f, depth)));
        var shadow = 0.45f + 0.55f * Step(0, 0.5f, depth);
        var normal = Vector3.Normalize(s.Normal + new Vector3(0, 0, 1.5f));
        return Mix(tongue * shadow, ivory, tooth) * light.Skin(normal, 0.85f, s.Lit);
    }
}
