using System.Numerics;
using GlGan.Foundation;

namespace GlGan.Rendering;

/// <summary>A room: walls that meet in a corner, ceiling and floor, and what stands before them.</summary>
internal static class RoomScene
{
    public static void Paint(ShapePainter shapes, in SceneColors scene, ref CounterRandom random)
    {
        float corner = random.Range(-0.5f, 1.5f), ceiling = random.Range(-0.5f, 0.12f), floor = random.Range(0.8f, 1.3f), slope = random.Range(0.1f, 0.5f);
        shapes.Canvas.Clear(new Vector4(scene.First, 1));
        Side(shapes, corner, ceiling, floor, slope, scene.First * random.Range(0.5f, 0.85f));
        shapes.Convex([new(-1, ceiling - slope * (corner + 1)), new(corner, ceiling), new(2, ceiling), new(2, -2), new(-1, -2)], new Vector3(0.7f, 0.69f, 0.66f));
        shapes.Convex([new(-1, floor + slope * (corner + 1)), new(corner, floor), new(2, floor), new(2, 3), new(-1, 3)], scene.Second);
        shapes.Rectangle(corner, floor - 0.04f, 2, floor, scene.First * 0.7f + new Vector3(0.15f));
        if (random.Chance(0.4f)) RoomProps.Door(shapes, random.Chance(0.5f) ? random.Range(-0.25f, 0.05f) : random.Range(0.65f, 0.95f), random.Range(0.02f, 0.2f), floor, ref random);
        if (random.Chance(0.3f)) Bright(shapes, ref random);
        for (int i = 0, count = (int)(1 + 5 * scene.Clutter); i < count; i++) Thing(shapes, floor, ref random);
    }

    /// <summary>The wall to the left of the corner, which comes towards the camera.</summary>
    private static void Side(ShapePainter shapes, float corner, float ceiling, float floor, float slope, Vector3 color) => shapes.Convex(
        [new(-1, ceiling - slope * (corner + 1)), new(corner, ceiling), new(corner, floor), new(-1, floor + slope * (corner + 1))], color);

    private static void Bright(ShapePainter shapes, ref CounterRandom random)
    {
        float left = random.Chance(0.5f) ? random.Range(-0.3f, 0) : random.Range(0.75f, 0.95f), width = random.Range(0.2f, 0.4f), bottom = random.Range(0.4f, 0.7f);
        var day = new Vector3(0.85f, 0.95f, 1.1f) * random.Range(0.9f, 2);
        shapes.Rectangle(left - 0.02f, -0.2f, left + width + 0.02f, bottom + 0.03f, new Vector3(0.6f));
        shapes.Rectangle(left, -0.2f, left + width, bottom, day);
        shapes.Rectangle(left + 0.48f * width, -0.2f, left + 0.52f * width, bottom, new Vector3(0.5f));
    }

    // Beside the head, not where it hides them.
    private static void Thing(ShapePainter shapes, float floor, ref CounterRandom random)
    {
        var x = random.Chance(0.5f) ? random.Range(-0.1f, 0.22f) : random.Range(0.72f, 1.05f);
        switch (random.Below(6))
        {
            case 0 or 1: RoomProps.Picture(shapes, x - 0.12f, random.Range(-0.05f, 0.35f), ref random); break;
            case 2: RoomProps.Lamp(shapes, new Vector2(x, random.Range(0.1f, 0.5f)), ref random); break;
            case 3: RoomProps.Plant(shapes, x, ref random); break;
            case 4: Shelf(shapes, x, random.Range(0.2f, 0.7f), ref random); break;
            default: Furniture(shapes, x, floor, ref random); break;
        }
    }

    private static void Shelf(ShapePainter shapes, float x, float y, ref CounterRandom random)
    {
        var half = random.Range(0.12f, 0.25f);
        RoomProps.Books(shapes, x - half, x + half, y, random.Range(0.1f, 0.2f), ref random);
        shapes.Rectangle(x - half - 0.02f, y, x + half + 0.02f, y + 0.018f, SceneColors.Wood(ref random));
    }

    /// <summary>A cupboard, or the back of a sofa.</summary>
    private static void Furniture(ShapePainter shapes, float x, float floor, ref CounterRandom random)
    {
        float half = random.Range(0.15f, 0.4f), top = random.Range(0.35f, 0.8f);
        if (random.Chance(0.4f))
        {
            var cloth = SceneColors.Thing(ref random);
            shapes.Capsule(new Vector2(x - half, top + 0.15f), new Vector2(x + half, top + 0.15f), 0.12f, 0.12f, cloth);
            shapes.Rectangle(x - half - 0.12f, top + 0.15f, x + half + 0.12f, floor + 0.2f, cloth * 0.85f);
            return;
        }

        var wood = SceneColors.Wood(ref random);
        shapes.Rectangle(x - half, top, x + half, floor + 0.05f, wood);
        shapes.Rectangle(x - half - 0.01f, top - 0.015f, x + half + 0.01f, top + 0.01f, wood * 1.3f);
        for (var i = 1; i < 4; i++) shapes.Rectangle(x - 0.92f * half, top + 0.15f * i, x + 0.92f * half, top + 0.15f * i + 0.008f, wood * 0.4f);
    }
}
