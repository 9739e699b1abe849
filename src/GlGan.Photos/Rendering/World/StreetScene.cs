using System.Numerics;
using GlGan.Foundation;

namespace GlGan.Rendering;

/// <summary>A street: houses with windows and shops, road, cars, poles and trees; by night its lights.</summary>
internal static class StreetScene
{
    private static readonly Vector3[] Lights = [new(1, 0.85f, 0.6f), new(1, 0.6f, 0.25f), new(1, 0.1f, 0.06f), new(0.7f, 0.85f, 1), new(0.15f, 1, 0.5f), new(1, 0.95f, 0.85f)];

    public static void Paint(ShapePainter shapes, in SceneColors scene, ref CounterRandom random)
    {
        var night = random.Chance(0.3f);
        var day = night ? random.Range(0.03f, 0.12f) : random.Range(0.7f, 1.2f);
        var ground = random.Range(0.6f, 0.95f);
        shapes.Canvas.Clear(new Vector4(new Vector3(random.Range(0.55f, 0.85f), 0.8f, random.Range(0.8f, 1)) * (day * day * (night ? 4 : 1)), 1));
        for (var x = random.Range(-0.6f, -0.1f); x < 1.2f;)
        {
            var width = random.Range(0.15f, 0.6f);
            var color = random.Chance(0.6f) ? scene.First : SceneColors.Thing(ref random) + new Vector3(0.05f);
            House(shapes, x, x + width, random.Range(-0.4f, 0.35f), ground, SceneColors.Vary(color, ref random, 0.4f) * day, day, night, ref random);
            x += width + (random.Chance(0.25f) ? random.Range(0, 0.2f) : 0);
        }

        shapes.Rectangle(-0.5f, ground, 1.5f, 1.5f, scene.Second * day);
        shapes.Rectangle(-0.5f, ground, 1.5f, ground + 0.03f, scene.Second * (1.5f * day));
        for (int i = 0, count = (int)(5 * scene.Clutter); i < count; i++) Car(shapes, new Vector2(random.Range(-0.1f, 1.1f), ground + random.Range(0, 0.06f)), day, night, ref random);
        for (int i = 0, count = random.Below(4); i < count; i++) Pole(shapes, random.Unit(), ground, day, ref random);
        for (int i = 0, count = night ? 10 + (int)(30 * scene.Clutter) : random.Below(4); i < count; i++)
            shapes.Disc(new Vector2(random.Range(-0.1f, 1.1f), ground - random.Range(-0.05f, 0.6f)), random.Range(0.005f, 0.02f), Lights[random.Below(Lights.Length)] * random.Range(1, 5));
    }

    private static void House(
        ShapePainter shapes, float left, float right, float top, float ground, Vector3 color, float day, bool night, ref CounterRandom random)
    {
        shapes.Rectangle(left, top, right, ground, color);
        shapes.Rectangle(right - 0.02f, top, right, ground, Vector3.Zero, 0.3f);
        float step = random.Range(0.07f, 0.16f), floor = random.Range(0.1f, 0.2f), shop = ground - random.Range(0.18f, 0.3f), wide = random.Range(0.4f, 0.8f), tall = random.Range(0.45f, 0.8f);
        for (var y = top + 0.03f; y + tall * floor < shop; y += floor)
            for (var x = left + 0.02f; x + wide * step < right; x += step)
            {
                shapes.Rectangle(x - 0.006f, y - 0.006f, x + wide * step + 0.006f, y + tall * floor + 0.006f, color * 1.25f);
                shapes.Rectangle(x, y, x + wide * step, y + tall * floor, Glass(day, night, ref random));
            }

        if (random.Chance(0.35f)) return;
        shapes.Rectangle(left + 0.01f, shop + 0.05f, right - 0.01f, ground, random.Chance(0.5f) ? new Vector3(0.9f, 0.75f, 0.5f) * random.Range(0.5f, 1.3f) : Glass(day, night, ref random));
        shapes.Rectangle(left, shop, right, shop + random.Range(0.03f, 0.08f), SceneColors.Thing(ref random) * (1.3f * day));
        for (var x = left; x < right; x += 0.14f) shapes.Rectangle(x, shop + 0.04f, x + 0.012f, ground, color * 0.5f);
    }

    private static Vector3 Glass(float day, bool night, ref CounterRandom random) => night && random.Chance(0.45f)
        ? new Vector3(1, 0.72f, 0.4f) * random.Range(0.3f, 1.3f)
        : new Vector3(0.2f, 0.26f, 0.32f) * (day * random.Range(0.2f, 1.8f));

    private static void Car(ShapePainter shapes, Vector2 at, float day, bool night, ref CounterRandom random)
    {
        var size = random.Range(0.08f, 0.2f);
        var color = (SceneColors.Thing(ref random) + new Vector3(0.04f)) * (1.3f * day);
        Vector2 P(float x, float y) => at + new Vector2(x, y) * size;
        shapes.Convex([P(-1.1f, 0), P(-0.75f, -0.5f), P(0.7f, -0.5f), P(1.1f, 0)], new Vector3(0.05f, 0.06f, 0.07f) * day);
        shapes.Convex([P(-0.75f, -0.5f), P(0.7f, -0.5f), P(0.75f, -0.44f), P(-0.8f, -0.44f)], color * 1.3f);
        shapes.Capsule(P(-1.2f, 0.18f), P(1.2f, 0.18f), 0.22f * size, 0.2f * size, color);
        shapes.Disc(P(-0.85f, 0.4f), 0.2f * size, new Vector3(0.01f));
        shapes.Disc(P(0.85f, 0.4f), 0.2f * size, new Vector3(0.01f));
        shapes.Disc(P(-1.25f, 0.12f), 0.09f * size, night ? new Vector3(4, 3.6f, 3) : new Vector3(0.7f) * day);
        shapes.Disc(P(1.25f, 0.12f), 0.07f * size, night ? new Vector3(3, 0.2f, 0.1f) : new Vector3(0.4f, 0.03f, 0.02f) * day);
    }

    private static void Pole(ShapePainter shapes, float x, float ground, float day, ref CounterRandom random)
    {
        if (random.Chance(0.5f))
        {
            shapes.Capsule(new Vector2(x, -0.3f), new Vector2(x, ground + 0.05f), 0.008f, 0.014f, new Vector3(0.06f) * day);
            return;
        }

        shapes.Capsule(new Vector2(x, ground - 0.4f), new Vector2(x, ground + 0.03f), 0.012f, 0.018f, new Vector3(0.07f, 0.05f, 0.04f) * day);
        for (var i = 0; i < 40; i++)
        {
            var high = i / 40f;
            var leaf = new Vector2(x + 0.19f * random.Bell(), ground - 0.3f - 0.35f * high + 0.08f * random.Bell());
            shapes.Disc(leaf, random.Range(0.012f, 0.045f), SceneColors.Vary(new Vector3(0.09f, 0.14f, 0.04f), ref random, 0.5f) * (day * (0.5f + high)), 0.9f, 0.01f);
        }
    }
}
