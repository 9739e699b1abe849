using System.Numerics;
using GlGan.Foundation;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>A photographer's backdrop: painted in clouds, with the light of a lamp on one place.</summary>
internal static class BackdropScene
{
    public static void Paint(ShapePainter shapes, in SceneColors scene, ref CounterRandom random)
    {
        float mottle = 0.03f + 0.4f * random.Unit() * random.Unit(), size = random.Range(2, 5), radius = random.Range(0.45f, 0.9f);
        var lamp = new Vector2(random.Range(0.1f, 0.9f), random.Range(0.1f, 0.7f));
        var canvas = shapes.Canvas;
        for (var y = 0; y < canvas.Height; y++)
        {
            var row = canvas.Row(y);
            for (var x = 0; x < canvas.Width; x++)
            {
                var place = shapes.Place(x, y);
                var cloud = SceneColors.Fractal(size * place.X, size * place.Y, 4, scene.Seed);
                var lit = Bell((place.X - lamp.X) / radius, (place.Y - lamp.Y) / radius);
                row[x] = new Vector4(Mix(scene.Second, scene.First, lit) * (1 + mottle * (2 * cloud - 1)), 1);
            }
        }
    }
}
