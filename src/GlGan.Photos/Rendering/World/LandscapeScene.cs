using System.Numerics;
using GlGan.Foundation;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>Sky with clouds over ridges that fade with distance, and ground of the second colour: grass, sand or water.</summary>
internal static class LandscapeScene
{
    public static void Paint(ShapePainter shapes, in SceneColors scene, ref CounterRandom random)
    {
        float horizon = random.Range(0.35f, 0.85f), cover = random.Range(0.3f, 0.9f), height = random.Range(0, 0.35f), rough = random.Range(0.2f, 0.7f);
        var haze = Mix(scene.First, new Vector3(0.85f), 0.6f);
        var hill = SceneColors.Vary(new Vector3(0.08f, 0.115f, 0.045f), ref random, 0.5f);
        var canvas = shapes.Canvas;
        for (var y = 0; y < canvas.Height; y++)
        {
            var row = canvas.Row(y);
            for (var x = 0; x < canvas.Width; x++)
            {
                var place = shapes.Place(x, y);
                var color = place.Y > horizon ? Ground(place, horizon, scene, rough) : Sky(place, horizon, scene, haze, cover);
                for (var ridge = 0; ridge < 3 && place.Y <= horizon && place.Y > horizon - height - 0.01f; ridge++)
                {
                    var top = horizon - height * (1 - 0.4f * ridge) * SceneColors.Fractal((2 + 2 * ridge) * place.X, 9.1f * ridge, 3, scene.Seed + 40);
                    color = Mix(color, Mix(haze, hill, 0.3f + 0.3f * ridge), Step(-0.006f, 0.006f, place.Y - top));
                }

                row[x] = new Vector4(color, 1);
            }
        }

        for (int i = 0, count = (int)(8 * scene.Clutter); i < count; i++) Bush(shapes, horizon, hill, ref random);
    }

    private static Vector3 Sky(Vector2 place, float horizon, in SceneColors scene, Vector3 haze, float cover)
    {
        var color = Mix(scene.First, haze, Step(-0.2f, horizon, place.Y));
        var cloud = SceneColors.Fractal(2.2f * place.X, 5 * place.Y, 4, scene.Seed);
        return Mix(color, new Vector3(0.92f, 0.93f, 0.95f), cover * Step(0.42f, 0.75f, cloud));
    }

    // Noise is the finer the farther the ground.
    private static Vector3 Ground(Vector2 place, float horizon, in SceneColors scene, float rough)
    {
        var near = 0.06f + place.Y - horizon;
        return scene.Second * (1 + rough * (2 * SceneColors.Fractal((place.X - 0.5f) / near + 7, 3 / near, 4, scene.Seed + 60) - 1));
    }

    private static void Bush(ShapePainter shapes, float horizon, Vector3 color, ref CounterRandom random)
    {
        Vector2 at = new(random.Range(-0.1f, 1.1f), horizon + random.Range(-0.02f, 0.1f));
        var size = random.Range(0.03f, 0.14f);
        // From the dark inside to the leaves in the light on top.
        for (var i = 0; i < 30; i++)
        {
            var high = i / 30f;
            var part = at + new Vector2(1.2f * size * random.Bell() * (1.1f - 0.5f * high), -size * (1.3f * high + 0.2f * random.Bell()));
            shapes.Disc(part, size * random.Range(0.12f, 0.4f), SceneColors.Vary(color, ref random, 0.5f) * (0.5f + high), 0.9f, 0.1f * size);
        }
    }
}
