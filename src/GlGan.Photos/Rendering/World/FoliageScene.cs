using System.Numerics;
using GlGan.Foundation;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>Leaves near and far, dark between them, and the sky in the gaps.</summary>
internal static class FoliageScene
{
    public static void Paint(ShapePainter shapes, in SceneColors scene, ref CounterRandom random)
    {
        float size = random.Range(4, 12), dark = random.Range(0.05f, 0.4f), depth = random.Range(0.35f, 0.5f);
        var canvas = shapes.Canvas;
        for (var y = 0; y < canvas.Height; y++)
        {
            var row = canvas.Row(y);
            for (var x = 0; x < canvas.Width; x++)
            {
                var place = shapes.Place(x, y);
                var leaf = SceneColors.Fractal(size * place.X, size * place.Y, 4, scene.Seed);
                var mass = SceneColors.Fractal(0.3f * size * place.X, 0.3f * size * place.Y, 2, scene.Seed + 20);
                var lit = Step(depth - 0.2f, depth + 0.35f, 0.6f * leaf + 0.4f * mass);
                row[x] = new Vector4(Mix(scene.First * dark, scene.First, lit) + scene.Second * (0.8f * Step(0.62f, 0.95f, leaf)), 1);
            }
        }

        Sky(shapes, ref random);
        if (random.Chance(0.25f)) Trunk(shapes, ref random);
        for (int i = 0, count = (int)(70 * scene.Clutter); i < count; i++) Leaf(shapes, scene, ref random);
    }

    /// <summary>Gaps that the lens makes discs of.</summary>
    private static void Sky(ShapePainter shapes, ref CounterRandom random)
    {
        var light = new Vector3(random.Range(0.8f, 1.1f), 1, random.Range(0.8f, 1.15f)) * random.Range(0.7f, 2.5f);
        Vector2 middle = new(random.Unit(), random.Range(0, 0.5f));
        for (int i = 0, count = random.Below(40); i < count; i++)
        {
            var at = middle + new Vector2(0.6f * random.Bell(), 0.4f * random.Bell());
            shapes.Disc(at, random.Range(0.004f, 0.035f), light * random.Range(0.5f, 1));
        }
    }

    private static void Trunk(ShapePainter shapes, ref CounterRandom random)
    {
        float x = random.Unit(), width = random.Range(0.03f, 0.15f);
        var bark = SceneColors.Vary(new Vector3(0.1f, 0.075f, 0.055f), ref random, 0.5f);
        shapes.Convex([new(x, -0.3f), new(x + width, -0.3f), new(x + 1.3f * width, 1.3f), new(x - 0.3f * width, 1.3f)], bark);
        shapes.Convex([new(x + 0.7f * width, -0.3f), new(x + width, -0.3f), new(x + 1.3f * width, 1.3f), new(x + 0.8f * width, 1.3f)], bark * 0.5f);
    }

    private static void Leaf(ShapePainter shapes, in SceneColors scene, ref CounterRandom random)
    {
        Vector2 from = new(random.Range(-0.1f, 1.1f), random.Range(-0.1f, 1.1f)), along = new(0.09f * random.Bell(), 0.09f * random.Bell());
        var width = random.Range(0.01f, 0.03f);
        var color = Mix(scene.First, scene.Second, 0.6f * random.Unit()) * random.Range(0.2f, 1.5f);
        shapes.Capsule(from, from + along, width, 0.3f * width, color, 0.9f);
        shapes.Capsule(from, from + along, 0.12f * width, 0.05f * width, color * 1.4f, 0.6f);
    }
}
