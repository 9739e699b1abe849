using System.Numerics;
using GlGan.Imaging;

namespace GlGan.Rendering;

/// <summary>Fills a visibility buffer: for every sample the nearest triangle and where in it the sample lies.</summary>
internal static class FaceRasterizer
{
    public static void Draw(FaceMesh mesh, RenderScratch scratch, int side)
    {
        var indices = mesh.Indices;
        var screen = scratch.Screen;
        var materials = mesh.Materials;
        var rasterizer = new TriangleRasterizer(scratch.Depth, side, side);
        var painter = new Painter(scratch.Triangle, scratch.Weights);
        for (var triangle = 0; triangle < mesh.TriangleCount; triangle++)
        {
            painter.Triangle = triangle;
            rasterizer.Fill(
                screen[indices[3 * triangle]], screen[indices[3 * triangle + 1]], screen[indices[3 * triangle + 2]],
                bothSides: materials[triangle] is not (FaceMaterial.Head or FaceMaterial.Frame), ref painter);
        }
    }

    private struct Painter(int[] triangles, Vector2[] weights) : ITrianglePainter
    {
        internal int Triangle;

        public readonly void Paint(int pixel, float second, float third)
        {
            triangles[pixel] = Triangle;
            weights[pixel] = new Vector2(second, third);
        }
    }
}
