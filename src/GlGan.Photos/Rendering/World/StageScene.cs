using System.Numerics;
using GlGan.Foundation;

namespace GlGan.Rendering;

/// <summary>Coloured lights, their beams and haze in the dark.</summary>
internal static class StageScene
{
    public static void Paint(ShapePainter shapes, in SceneColors scene, ref CounterRandom random)
    {
        shapes.Canvas.Clear(new Vector4(scene.First * 0.06f + new Vector3(0.004f), 1));
        for (int i = 0, count = 2 + (int)(6 * scene.Clutter); i < count; i++)
        {
            var color = random.Chance(0.5f) ? scene.First : scene.Second;
            Vector2 lamp = new(random.Range(-0.1f, 1.1f), random.Range(-0.15f, 0.35f)), foot = lamp + new Vector2(0.7f * random.Bell(), random.Range(1.3f, 2));
            var spread = random.Range(0.1f, 0.35f);
            shapes.Disc(lamp, 0.35f, color, 0.3f, 0.7f);
            shapes.Convex([lamp, foot + new Vector2(spread, 0), foot - new Vector2(spread, 0)], color * 1.2f, random.Range(0.05f, 0.3f));
            shapes.Disc(lamp, random.Range(0.01f, 0.04f), (color + new Vector3(0.4f)) * random.Range(1.5f, 5));
        }

        var haze = SceneColors.Vary(scene.Second, ref random, 0.5f) * 0.25f;
        for (var i = 0; i < 4; i++) shapes.Disc(new Vector2(random.Unit(), random.Range(0.4f, 1)), random.Range(0.2f, 0.5f), haze, 0.25f, 0.5f);
    }
}
