using System.Numerics;
using GlGan.Foundation;

namespace GlGan.Rendering;

/// <summary>Cloth, an arm or hair before the face, in centimetres.</summary>
internal static class SoftThings
{
    private const int Parts = 6;

    public static void Scarf(ShapePainter shapes, FaceOccluder occluder, in OccluderSetting setting, ref CounterRandom random)
    {
        float top = 7.5f - 6 * occluder.Reach, rise = random.Range(1, 3.5f), tilt = 1.5f * random.Bell();
        var tone = occluder.Color.Linear;
        const int strips = 24;
        for (var strip = 0; strip < strips; strip++)
        {
            float from = 2f * strip / strips - 1, to = 2f * (strip + 1) / strips - 1;
            float Edge(float x) => top + tilt * x - rise * x * x + 0.5f * (ShadingMath.Noise(4 * x + 9, 0, (uint)occluder.Pattern) - 0.5f);
            shapes.Convex([new(9 * from - 0.04f, Edge(from)), new(9 * to + 0.04f, Edge(to)), new(24 * to + 0.04f, 60), new(24 * from - 0.04f, 60)], tone * setting.Light.On(0.45f * (from + to), -0.1f));
        }

        // Folds: the light and the dark side of each.
        var (light, dark) = (tone * setting.Light.On(0, -0.3f) * 1.3f, tone * setting.Light.Surround * 0.25f);
        for (var fold = 0; fold < 16; fold++)
        {
            float y = top + random.Range(0.6f, 16), slope = 3.5f * random.Bell(), wide = random.Range(0.3f, 1);
            Vector2 a = new(random.Range(-11, 2), y), b = a + new Vector2(random.Range(5, 12), slope - 0.25f * rise);
            var middle = (a + b) * 0.5f + new Vector2(0, 1);
            shapes.Capsule(a, middle, 0.2f * wide, wide, dark, 0.5f, 1.1f * wide);
            shapes.Capsule(middle, b, wide, 0.2f * wide, dark, 0.5f, 1.1f * wide);
            shapes.Capsule(a - new Vector2(0, wide), middle - new Vector2(0, 1.2f * wide), 0.2f * wide, 0.8f * wide, light, 0.5f, wide);
            shapes.Capsule(middle - new Vector2(0, 1.2f * wide), b - new Vector2(0, wide), 0.8f * wide, 0.2f * wide, light, 0.5f, wide);
        }
    }

    public static void Arm(ShapePainter shapes, FaceOccluder occluder, in OccluderSetting setting, ref CounterRandom random)
    {
        var side = occluder.Side < 0 ? -1 : 1;
        var over = random.Chance(0.5f);
        var y = over ? -9.5f + 4.5f * occluder.Reach : 11 - 5 * occluder.Reach;
        Vector2 elbow = new(side * 18, y + random.Range(0, 8)), wrist = new(side * random.Range(-6, 4), y - random.Range(-1, 3)), along = wrist - elbow;
        along /= MathF.Sqrt(along.X * along.X + along.Y * along.Y);
        HandPainter.End(shapes, setting, wrist, along, side, ref random);
        shapes.Capsule(elbow, wrist + along, 4.4f, 2.7f, setting.Skin, light: setting.Light with { RoundEnds = false });
        if (random.Chance(0.6f))
        {
            var cuff = elbow + (wrist - elbow) * random.Range(0.3f, 0.9f);
            shapes.Capsule(elbow, cuff, 5, 3.9f, occluder.Color.Linear, light: setting.Light with { RoundEnds = false });
            for (var i = 0; i < 5; i++)
            {
                var at = elbow + (cuff - elbow) * random.Unit();
                shapes.Capsule(at + new Vector2(random.Bell(), -2.6f), at + new Vector2(random.Bell(), 2), 0.35f, 0.1f, occluder.Color.Linear * setting.Light.Surround * 0.3f, 0.4f, 0.5f);
            }
        }
    }

    /// <summary>Hairs side by side that fall from the hairline in a curve.</summary>
    public static void Strand(ShapePainter shapes, FaceOccluder occluder, in OccluderSetting setting, ref CounterRandom random)
    {
        var side = occluder.Side < 0 ? -1 : 1;
        float width = random.Range(0.8f, 3), length = random.Range(1, 9) + 3 * occluder.Reach, sway = 1.5f * random.Bell();
        Vector2 root = new(side * random.Range(1, 4), -11), middle = new(side * (6.5f - 5.5f * occluder.Reach) + 2 * sway, -4), tip = new(side * (6 - 3 * occluder.Reach), length);
        for (int hair = 0, count = (int)(22 * width); hair < count; hair++)
        {
            var aside = new Vector2(width * random.Bell(), 0.4f * random.Bell());
            var color = SceneColors.Vary(setting.Hair, ref random, 0.4f) * setting.Light.On(0.5f * random.Bell(), 0);
            Vector2 start = root + aside, bend = middle + aside * 1.4f, end = tip + aside * 0.5f + new Vector2(0, 2 * random.Bell()), last = start;
            for (var part = 1; part <= Parts; part++)
            {
                // A parabola from the root over the bend to the tip.
                float t = (float)part / Parts, u = 1 - t;
                var next = start * (u * u) + bend * (2 * u * t) + end * (t * t);
                shapes.Capsule(last, next, 0.08f, part == Parts ? 0.02f : 0.08f, color, 0.75f);
                last = next;
            }
        }
    }
}
