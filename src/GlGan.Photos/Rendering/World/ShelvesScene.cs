using System.Numerics;
using GlGan.Foundation;

namespace GlGan.Rendering;

/// <summary>A wall of shelves with books and gaps.</summary>
internal static class ShelvesScene
{
    public static void Paint(ShapePainter shapes, in SceneColors scene, ref CounterRandom random)
    {
        shapes.Canvas.Clear(new Vector4(scene.First * 0.35f, 1));
        float height = random.Range(0.18f, 0.38f), width = random.Range(0.4f, 1.1f), board = random.Range(0.012f, 0.03f), start = random.Range(-0.4f, 0);
        for (var y = random.Range(0, height); y < 1.4f; y += height)
        {
            for (var x = start; x < 1.3f; x += width)
            {
                var end = x + width * random.Range(0.4f + 0.6f * scene.Clutter, 1);
                RoomProps.Books(shapes, x + board, Math.Min(end, x + width - board), y, height - board, ref random);
            }

            shapes.Rectangle(-0.5f, y - height + board, 1.5f, y - height + 3 * board, Vector3.Zero, 0.45f);
            shapes.Rectangle(-0.5f, y, 1.5f, y + board, scene.Second);
        }

        for (var x = start; x < 1.3f; x += width) shapes.Rectangle(x - 0.5f * board, -0.5f, x + 0.5f * board, 1.5f, scene.Second * 0.8f);
    }
}
