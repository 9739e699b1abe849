using System.Numerics;
using GlGan.Foundation;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>Builds the mesh of an identity.</summary>
internal static class FaceMeshFactory
{
    /// <summary>Fills a mesh, unless it already holds that identity.</summary>
    public static void Fill(FaceMesh mesh, FaceIdentity id)
    {
        if (id.Equals(mesh.Traits?.Identity)) return;
        var traits = new FaceTraits(id);
        var seed = TextureSeed(id);
        var hair = new HairLine(id);
        var deform = new HeadDeform(id, seed);
        mesh.Reset(traits, seed);
        FillHead(mesh, traits, hair, deform);
        if (!hair.CoversEars) EarMesh.Add(mesh, traits, deform);
        CurtainMesh.Add(mesh, id, hair, deform, seed);
        GlassesMesh.Add(mesh, traits, deform);
    }

    private static uint TextureSeed(FaceIdentity id)
    {
        var hash = CounterRandom.Mix(BitConverter.SingleToUInt32Bits(id.HeadWidth));
        hash = CounterRandom.Mix(hash ^ BitConverter.SingleToUInt32Bits(id.NoseLength));
        return (uint)CounterRandom.Mix(hash ^ BitConverter.SingleToUInt32Bits(id.EyeSpacing));
    }

    private static void FillHead(FaceMesh mesh, FaceTraits traits, HairLine hair, HeadDeform deform)
    {
        var grid = HeadGrid.Instance;
        var relief = new HeadRelief(traits, mesh.Seed);
        var tint = new SkinTint(traits, mesh.Seed);
        Span<float> line = stackalloc float[grid.Columns];
        for (var column = 0; column < grid.Columns; column++) line[column] = hair.Height(grid.Angle[column]);
        for (var row = 0; row < grid.Rows; row++)
        {
            var start = row * grid.Columns;
            for (var column = grid.Middle; column < grid.Columns; column++)
            {
                var (right, left) = (start + column, start + 2 * grid.Middle - column);
                var c = grid.Canonical[right];
                var angle = grid.Angle[column];
                var p = angle < 1.7f && c.Y is < 5.5f and > -13 ? relief.Apply(grid.Base[right], c.X, c.Y) : grid.Base[right];
                var (color, light) = tint.At(c.X, c.Y, angle);
                var beard = angle < 1.55f ? traits.Beard(c.X, c.Y) * Step(1.52f, 1.2f, angle) : 0;
                Place(mesh, hair, deform, right, p, angle, line[column], c, new Vector4(color, beard), light);
                if (left == right) continue;
                var mirrored = new Vector3(-p.X, p.Y, p.Z);
                Place(mesh, hair, deform, left, mirrored, -angle, line[2 * grid.Middle - column], new Vector2(-c.X, c.Y), new Vector4(color, beard), light);
            }

            var back = grid.Canonical[start];
            var (backColor, backLight) = tint.At(back.X, back.Y, MathF.PI);
            Place(mesh, hair, deform, start, grid.Base[start], MathF.PI, line[0], back, new Vector4(backColor, 0), backLight);
        }
    }

    private static void Place(
        FaceMesh mesh, HairLine hair, HeadDeform deform, int at, Vector3 p, float angle, float line, Vector2 c, Vector4 tint, float light)
    {
        var id = mesh.Traits!.Identity;
        var inside = p.Y - line;
        if (inside > -0.15f && p.Y > -9)
            p += Outward(p) * (hair.Thickness(angle, p.Y, mesh.Seed) * Step(-0.15f, 1.6f, inside));
        if (tint.W > 0 && id.FacialHair != FacialHair.Stubble)
            p += new Vector3(p.X * 0.08f, c.Y < -10 ? -0.6f : -0.1f, 0.8f) * ((0.12f + 0.3f * id.FacialHairDensity) * tint.W);
        mesh.Positions[at] = deform.Apply(p);
        mesh.Vertices[at] = new FaceVertex(new Vector4(c, inside, light), tint, angle * 26);
    }

    private static Vector3 Outward(Vector3 p)
    {
        var from = p - new Vector3(0, Math.Min(p.Y, 3.5f), Math.Clamp(p.Z, -1.5f, 1.5f) * 0.5f);
        return from / Math.Max(from.Length(), 0.5f);
    }
}
