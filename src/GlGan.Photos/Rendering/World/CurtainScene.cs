using System.Numerics;
using GlGan.Foundation;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>A curtain in folds, or striped wallpaper.</summary>
internal static class CurtainScene
{
    public static void Paint(ShapePainter shapes, in SceneColors scene, ref CounterRandom random)
    {
        float count = random.Range(3, 10), sway = random.Range(0.3f, 1.2f), deep = random.Range(0.3f, 0.75f), stripes = random.Chance(0.3f) ? random.Range(4, 14) : 0;
        if (stripes > 0 && random.Chance(0.6f)) deep = 0;
        var canvas = shapes.Canvas;
        for (var y = 0; y < canvas.Height; y++)
        {
            var row = canvas.Row(y);
            for (var x = 0; x < canvas.Width; x++)
            {
                var place = shapes.Place(x, y);
                var along = count * place.X + sway * SceneColors.Fractal(2.5f * place.X, 0.7f * place.Y, 2, scene.Seed);
                var fold = Wave(along) * (0.5f + 0.5f * Noise(along, 0.3f * place.Y, scene.Seed + 5));
                var color = Mix(scene.First, scene.Second, stripes > 0 ? Step(0.4f, 0.6f, Wave(stripes * place.X)) : 0.4f * Noise(1.7f * along, place.Y, scene.Seed + 6));
                row[x] = new Vector4(color * ((1 - deep * fold) * (0.95f + 0.1f * Noise(70 * place.X, 20 * place.Y, scene.Seed + 7))), 1);
            }
        }
    }

    /// <summary>A smooth wave in [0, 1] of period 1.</summary>
    private static float Wave(float x)
    {
        var part = x - MathF.Floor(x);
        return Step(0, 1, Math.Abs(2 * part - 1));
    }
}
