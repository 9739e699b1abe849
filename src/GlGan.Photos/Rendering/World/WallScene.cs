using System.Numerics;
using GlGan.Foundation;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>A wall of paint, concrete, bricks, boards or tiles.</summary>
internal static class WallScene
{
    public static void Paint(ShapePainter shapes, in SceneColors scene, ref CounterRandom random)
    {
        var kind = random.Below(6);
        float grain = random.Range(0.02f, 0.12f), count = random.Range(4, 11);
        var canvas = shapes.Canvas;
        for (var y = 0; y < canvas.Height; y++)
        {
            var row = canvas.Row(y);
            for (var x = 0; x < canvas.Width; x++)
            {
                var place = shapes.Place(x, y);
                row[x] = new Vector4(
                    kind switch
                    {
                        0 or 1 => Plaster(place, scene, grain),
                        2 => Concrete(place, scene),
                        3 => Blocks(place * new Vector2(count, 2.4f * count), scene, shift: 0.5f, joint: 0.14f, tones: 0.5f),
                        4 => Blocks(place * new Vector2(count, 0.3f), scene, shift: 0, joint: 0.05f, tones: 0.3f),
                        _ => Blocks(place * new Vector2(0.8f * count), scene, shift: 0, joint: 0.06f, tones: 0.08f),
                    }, 1);
            }
        }

        if (random.Chance(scene.Clutter)) RoomProps.Picture(shapes, random.Chance(0.5f) ? random.Range(-0.05f, 0.1f) : random.Range(0.7f, 0.9f), random.Range(0, 0.3f), ref random);
        if (random.Chance(0.5f * scene.Clutter)) RoomProps.Plant(shapes, random.Chance(0.5f) ? 0 : 1, ref random);
    }

    private static Vector3 Plaster(Vector2 place, in SceneColors scene, float grain) =>
        scene.First * (1 + grain * (2 * SceneColors.Fractal(3 * place.X, 3 * place.Y, 4, scene.Seed) - 1));

    private static Vector3 Concrete(Vector2 place, in SceneColors scene)
    {
        var stain = SceneColors.Fractal(4 * place.X, 2.5f * place.Y, 3, scene.Seed);
        var pit = Noise(34 * place.X, 34 * place.Y, scene.Seed + 9);
        return Mix(scene.First, scene.Second, Step(0.3f, 0.8f, stain)) * ((0.85f + 0.3f * Noise(60 * place.X, 60 * place.Y, scene.Seed + 8)) * (1 - 0.7f * Step(0.82f, 0.92f, pit)));
    }

    /// <summary>Bricks, boards or tiles: one per unit, each of its own tone, with joints of the second colour.</summary>
    private static Vector3 Blocks(Vector2 place, in SceneColors scene, float shift, float joint, float tones)
    {
        var line = MathF.Floor(place.Y);
        var along = place.X + shift * ((int)line & 1);
        var column = MathF.Floor(along);
        float across = along - column, down = place.Y - line;
        var tone = 1 + tones * (2 * Noise(column, line, scene.Seed) - 1) + 0.25f * (SceneColors.Fractal(9 * place.X, 3 * place.Y, 2, scene.Seed + 3) - 0.5f);
        var aspect = shift > 0 ? 0.45f : 1;
        var edge = Math.Min(Math.Min(across, 1 - across) / (joint * aspect), Math.Min(down, 1 - down) / joint);
        return Mix(scene.Second, scene.First * tone, Step(0.15f, 0.75f, edge));
    }
}
