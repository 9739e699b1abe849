using System.Numerics;
using GlGan.Foundation;

namespace GlGan.Rendering;

/// <summary>Things in a hand before the face, in centimetres.</summary>
internal static class HeldThings
{
    public static void Phone(ShapePainter shapes, FaceOccluder occluder, in OccluderSetting setting, ref CounterRandom random)
    {
        var side = occluder.Side < 0 ? -1 : 1;
        Vector2 middle = new(7 * occluder.Side * (1 - 0.6f * occluder.Reach), random.Range(-3, 5)), down = new(0.2f * random.Bell(), 1);
        Vector2 right = new(down.Y, -down.X);
        Vector2 P(float x, float y) => middle + right * x + down * y;
        var body = occluder.Color.Linear * setting.Light.On(0, 0);
        float w = 3.6f, h = 7.4f, r = 0.7f;
        Vector3 rim = body * 0.4f + new Vector3(0.12f);
        shapes.Convex([P(-w + r, -h), P(w - r, -h), P(w, -h + r), P(w, h - r), P(w - r, h), P(-w + r, h), P(-w, h - r), P(-w, -h + r)], rim);
        (w, h) = (w - 0.14f, h - 0.14f);
        shapes.Convex([P(-w + r, -h), P(w - r, -h), P(w, -h + r), P(w, h - r), P(w - r, h), P(-w + r, h), P(-w, h - r), P(-w, -h + r)], body);
        shapes.Convex([P(-w, -h + 2), P(w, -h + 6), P(w, -h + 9), P(-w, -h + 5)], body + new Vector3(0.08f), 0.3f);
        shapes.Capsule(P(-1.9f, -5.6f), P(-1.9f, -4), 1.3f, 1.3f, body * 0.7f + new Vector3(0.02f));
        for (var lens = 0; lens < 2; lens++)
        {
            shapes.Disc(P(-1.9f, -5.7f + 1.8f * lens), 0.75f, new Vector3(0.012f));
            shapes.Disc(P(-2.1f, -5.9f + 1.8f * lens), 0.2f, new Vector3(0.25f, 0.28f, 0.35f));
        }

        HandPainter.Grip(shapes, setting, P(side * 1.6f, -0.5f), side, ref random);
        shapes.Capsule(P(-side * 4.1f, 6), P(-side * 3.5f, 0.5f), 1.15f, 0.9f, setting.Skin, light: setting.Light);
        Wrist(shapes, occluder, setting, P(side * 5, 6), side);
    }

    public static void Cup(ShapePainter shapes, FaceOccluder occluder, in OccluderSetting setting, ref CounterRandom random)
    {
        var side = occluder.Side < 0 ? -1 : 1;
        float half = random.Range(3.4f, 4.4f), foot = half * random.Range(0.7f, 0.98f), height = random.Range(8, 11), top = random.Range(1.5f, 4.5f) + 4 * (0.5f - occluder.Reach);
        var x = 1.5f * occluder.Side;
        Wrist(shapes, occluder, setting, new Vector2(x + side * (half + 3.5f), top + height), side);
        var color = occluder.Color.Linear;
        const int strips = 14;
        for (var strip = 0; strip < strips; strip++)
        {
            float from = 2f * strip / strips - 1, to = 2f * (strip + 1) / strips - 1;
            var lit = color * setting.Light.On(0.5f * (from + to), 0);
            shapes.Convex([new(x + half * from - 0.03f, top), new(x + half * to + 0.03f, top), new(x + foot * to + 0.03f, top + height), new(x + foot * from - 0.03f, top + height)], lit);
        }

        var rim = random.Chance(0.5f) ? color * 0.25f : new Vector3(0.7f);
        shapes.Capsule(new Vector2(x - half, top), new Vector2(x + half, top), 0.4f, 0.4f, rim, light: setting.Light);
        if (random.Chance(0.4f)) shapes.Rectangle(x - 0.93f * half, top + 0.35f * height, x + 0.93f * half, top + 0.75f * height, color * 0.5f + new Vector3(0.1f), 0.8f);
        HandPainter.Grip(shapes, setting, new Vector2(x + side * 0.8f, top + 0.2f * height), side, ref random);
    }

    public static void Microphone(ShapePainter shapes, FaceOccluder occluder, in OccluderSetting setting, ref CounterRandom random)
    {
        var side = occluder.Side < 0 ? -1 : 1;
        Vector2 head = new(3 * occluder.Side, 8 - 4 * occluder.Reach), along = new(side * random.Range(0.1f, 0.6f), 1);
        shapes.Capsule(head + along * 2, head + along * 16, 1.25f, 1, occluder.Color.Linear * 0.4f, light: setting.Light);
        shapes.Capsule(head + along * 0.3f, head + along * 0.6f, 2.5f, 2.3f, occluder.Color.Linear, light: setting.Light);
        for (var i = -4; i <= 4; i++)
        {
            var reach = MathF.Sqrt(25 - i * i) * 0.45f;
            shapes.Capsule(head + new Vector2(-reach, 0.5f * i), head + new Vector2(reach, 0.5f * i), 0.06f, 0.06f, Vector3.Zero, 0.5f);
            shapes.Capsule(head + new Vector2(0.5f * i, -reach), head + new Vector2(0.5f * i, reach), 0.06f, 0.06f, Vector3.Zero, 0.5f);
        }

        shapes.Capsule(head + along * 2.1f - new Vector2(1.9f, 0), head + along * 2.1f + new Vector2(1.9f, 0), 0.35f, 0.35f, new Vector3(0.35f), light: setting.Light);
        if (random.Chance(0.4f)) return;
        HandPainter.Grip(shapes, setting, head + along * 6 - new Vector2(side, 0), side, ref random);
        Wrist(shapes, occluder, setting, head + along * 13 + new Vector2(side * 3, 0), side);
    }

    /// <summary>The back of the hand that holds, and the sleeve below it.</summary>
    private static void Wrist(ShapePainter shapes, FaceOccluder occluder, in OccluderSetting setting, Vector2 at, float side)
    {
        shapes.Capsule(at, at - new Vector2(side * 0.5f, 3.5f), 2.7f, 2.5f, setting.Skin, light: setting.Light);
        shapes.Capsule(at + new Vector2(side * 2, 4), at + new Vector2(side * 6, 16), 3.4f, 4.5f, SceneColors.Cloth(occluder.Pattern), light: setting.Light);
    }
}
