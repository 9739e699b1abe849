using System.Numerics;
using GlGan.Foundation;

namespace GlGan.Rendering;

/// <summary>Things that stand and hang in rooms.</summary>
internal static class RoomProps
{
    /// <summary>A framed picture of nothing in particular, with its shadow.</summary>
    public static void Picture(ShapePainter shapes, float left, float top, ref CounterRandom random)
    {
        float width = random.Range(0.12f, 0.4f), height = random.Range(0.15f, 0.4f), border = random.Range(0.008f, 0.02f), mat = random.Chance(0.5f) ? 0.2f * width : 0;
        shapes.Rectangle(left + 0.012f, top + 0.015f, left + width + 0.015f, top + height + 0.02f, Vector3.Zero, 0.4f);
        shapes.Rectangle(left, top, left + width, top + height, SceneColors.Wood(ref random));
        float x0 = left + border, y0 = top + border, x1 = left + width - border, y1 = top + height - border;
        shapes.Rectangle(x0, y0, x1, y1, new Vector3(0.75f, 0.74f, 0.7f));
        (x0, y0, x1, y1) = (x0 + mat, y0 + mat, x1 - mat, y1 - mat);
        shapes.Rectangle(x0, y0, x1, y1, SceneColors.Thing(ref random));
        var middle = y0 + (y1 - y0) * random.Range(0.35f, 0.75f);
        shapes.Convex([new(x0, middle), new(x1, middle + 0.1f * height * random.Bell()), new(x1, y1), new(x0, y1)], SceneColors.Thing(ref random));
    }

    /// <summary>A lamp and its light about it.</summary>
    public static void Lamp(ShapePainter shapes, Vector2 at, ref CounterRandom random)
    {
        var warm = new Vector3(1, random.Range(0.6f, 0.85f), random.Range(0.3f, 0.65f));
        shapes.Disc(at, 0.25f, warm, 0.4f, 0.5f);
        var width = random.Range(0.05f, 0.11f);
        if (random.Chance(0.5f)) shapes.Disc(at, 0.6f * width, warm * random.Range(1.5f, 3.5f));
        else shapes.Convex([new(at.X - 0.6f * width, at.Y - width), new(at.X + 0.6f * width, at.Y - width), new(at.X + width, at.Y + 0.5f * width), new(at.X - width, at.Y + 0.5f * width)], warm * random.Range(0.9f, 2));
        shapes.Capsule(at + new Vector2(0, width), at + new Vector2(0, 1), 0.008f, 0.008f, new Vector3(0.05f));
    }

    /// <summary>Long leaves out of a pot below.</summary>
    public static void Plant(ShapePainter shapes, float x, ref CounterRandom random)
    {
        var pot = new Vector2(x, random.Range(0.7f, 1.05f));
        shapes.Convex([pot + new Vector2(-0.08f, 0), pot + new Vector2(0.08f, 0), pot + new Vector2(0.05f, 0.2f), pot + new Vector2(-0.05f, 0.2f)], SceneColors.Thing(ref random));
        for (int i = 0, count = 6 + random.Below(16); i < count; i++)
        {
            var tip = pot + new Vector2(0.24f * random.Bell(), -random.Range(0.1f, 0.5f));
            var green = SceneColors.Vary(new Vector3(0.06f, 0.13f, 0.035f), ref random, 0.6f);
            shapes.Capsule(pot + (tip - pot) * 0.4f, tip, random.Range(0.008f, 0.022f), 0.003f, green);
        }
    }

    /// <summary>Books side by side on a board.</summary>
    public static void Books(ShapePainter shapes, float left, float right, float board, float height, ref CounterRandom random)
    {
        for (var x = left; x < right;)
        {
            var gap = random.Chance(0.06f);
            var width = gap ? random.Range(0.03f, 0.12f) : random.Range(0.012f, 0.04f);
            if (!gap)
            {
                var color = SceneColors.Thing(ref random);
                var top = board - height * random.Range(0.6f, 0.95f);
                shapes.Rectangle(x, top, Math.Min(x + width - 0.003f, right), board, color);
                if (random.Chance(0.4f)) shapes.Rectangle(x, top + 0.2f * height, Math.Min(x + width - 0.003f, right), top + 0.3f * height, color * 0.5f + new Vector3(0.25f));
            }
            else if (random.Chance(0.5f))
            {
                shapes.Capsule(new Vector2(x + 0.5f * width, board - 0.2f * width), new Vector2(x + 0.5f * width, board - 0.3f * height), 0.3f * width, 0.2f * width, SceneColors.Thing(ref random));
            }

            x += width;
        }
    }

    /// <summary>A door in its frame.</summary>
    public static void Door(ShapePainter shapes, float left, float top, float floor, ref CounterRandom random)
    {
        var width = random.Range(0.3f, 0.45f);
        var color = random.Chance(0.5f) ? new Vector3(0.62f, 0.61f, 0.58f) : SceneColors.Wood(ref random);
        shapes.Rectangle(left - 0.03f, top - 0.03f, left + width + 0.03f, floor, color * 0.8f);
        shapes.Rectangle(left, top, left + width, floor, color);
        for (var panel = 0; panel < 2; panel++)
        {
            float y0 = top + 0.05f + panel * 0.5f * (floor - top), y1 = y0 + 0.4f * (floor - top);
            shapes.Rectangle(left + 0.05f, y0, left + width - 0.05f, y1, color * 0.75f);
            shapes.Rectangle(left + 0.06f, y0 + 0.01f, left + width - 0.05f, y1, color * 0.95f);
        }

        shapes.Disc(new Vector2(left + width - 0.03f, 0.5f * (top + floor)), 0.012f, new Vector3(0.4f, 0.36f, 0.3f));
    }
}
