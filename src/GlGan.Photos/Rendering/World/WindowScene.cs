using System.Numerics;
using GlGan.Foundation;

namespace GlGan.Rendering;

/// <summary>A window: far brighter than the wall about it, with what is outside, bars, and blinds or curtains.</summary>
internal static class WindowScene
{
    public static void Paint(ShapePainter shapes, in SceneColors scene, ref CounterRandom random)
    {
        shapes.Canvas.Clear(new Vector4(scene.First * 0.5f, 1));
        float left = random.Range(-0.3f, 0.35f), right = left + random.Range(0.5f, 1.2f), top = random.Range(-0.3f, 0.1f), bottom = random.Range(0.6f, 1.2f);
        Outside(shapes, left, top, right, bottom, ref random);
        var frame = SceneColors.Wood(ref random);
        var bar = random.Range(0.008f, 0.025f);
        for (int i = 0, count = 1 + random.Below(4); i <= count; i++)
        {
            var x = left + (right - left) * i / count;
            shapes.Rectangle(x - bar, top, x + bar, bottom, frame);
        }

        for (int i = 0, count = 1 + random.Below(3); i <= count; i++)
        {
            var y = top + (bottom - top) * i / count;
            shapes.Rectangle(left - bar, y - bar, right + bar, y + bar, frame);
        }

        if (random.Chance(0.3f)) Blinds(shapes, left, top, right, random.Range(0.3f, 1) * bottom, scene.Second, ref random);
        else if (random.Chance(0.5f)) Curtains(shapes, left, right, scene.Second, ref random);
        if (random.Chance(scene.Clutter)) RoomProps.Plant(shapes, random.Chance(0.5f) ? random.Range(-0.1f, 0.15f) : random.Range(0.85f, 1.1f), ref random);
    }

    private static void Outside(ShapePainter shapes, float left, float top, float right, float bottom, ref CounterRandom random)
    {
        var sky = new Vector3(random.Range(0.75f, 1), random.Range(0.9f, 1), random.Range(1, 1.15f)) * random.Range(0.9f, 2.2f);
        shapes.Rectangle(left, top, right, bottom, sky);
        var ground = random.Range(0.4f, 1) * bottom;
        for (var i = 0; i < 10; i++)
        {
            var at = random.Range(left, right);
            var width = random.Range(0.04f, 0.2f);
            if (random.Chance(0.5f)) Tree(shapes, new Vector2(at, ground), Math.Min(width, 0.45f * (right - left)), left, right, ref random);
            else shapes.Rectangle(Math.Max(at - width, left), ground - random.Range(0, 0.3f), Math.Min(at + width, right), bottom, SceneColors.Thing(ref random) * 0.6f + sky * 0.25f);
        }

        shapes.Rectangle(left, ground, right, bottom, sky * random.Range(0.2f, 0.45f));
    }

    private static void Tree(ShapePainter shapes, Vector2 at, float radius, float left, float right, ref CounterRandom random)
    {
        at.X = Math.Clamp(at.X, left + radius, right - radius);
        for (var i = 0; i < 4; i++)
        {
            var green = SceneColors.Vary(new Vector3(0.14f, 0.22f, 0.08f), ref random, 0.5f);
            shapes.Disc(at - new Vector2(0, radius * random.Unit()), radius * random.Range(0.4f, 0.9f), green, 1, 0.3f * radius);
        }
    }

    private static void Blinds(ShapePainter shapes, float left, float top, float right, float bottom, Vector3 color, ref CounterRandom random)
    {
        var step = random.Range(0.03f, 0.07f);
        var cover = random.Range(0.4f, 0.85f);
        for (var y = top; y < bottom; y += step)
        {
            shapes.Rectangle(left, y, right, y + cover * step, color * 1.1f);
            shapes.Rectangle(left, y + 0.7f * cover * step, right, y + cover * step, color * 0.6f);
        }
    }

    private static void Curtains(ShapePainter shapes, float left, float right, Vector3 color, ref CounterRandom random)
    {
        var width = random.Range(0.1f, 0.35f) * (right - left);
        var opacity = random.Range(0.6f, 1);
        Span<float> starts = [left - 0.06f, right + 0.06f - width];
        foreach (var start in starts)
            for (float x = start, end = start + width; x < end;)
            {
                var fold = random.Range(0.015f, 0.05f);
                shapes.Rectangle(x, -0.4f, x + fold, 1.4f, color * random.Range(0.5f, 1.1f), opacity);
                x += fold;
            }
    }
}
