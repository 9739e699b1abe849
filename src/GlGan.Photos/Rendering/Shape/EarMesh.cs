using System.Numerics;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>Both ears: a disc with a raised rim, a hollow and a lobe, leaning off the side of the head.</summary>
internal static class EarMesh
{
    private const int Rings = 9, Spokes = 22;

    public static void Add(FaceMesh mesh, FaceTraits traits, HeadDeform deform)
    {
        var id = traits.Identity;
        var size = 0.86f + 0.1f * id.EarSize;
        var skin = id.Skin.Linear;
        foreach (var side in (ReadOnlySpan<float>)[-1, 1])
        {
            var start = mesh.VertexCount;
            for (var ring = 0; ring < Rings; ring++)
                for (var spoke = 0; spoke < Spokes; spoke++)
                {
                    var angle = side * spoke * (2 * MathF.PI / Spokes);
                    var (local, light) = Shape(Math.Min(ring / (Rings - 2f), 1), angle, side, ring == Rings - 1);
                    var p = new Vector3(side * (7.05f + local.Z), -1.9f + size * local.Y, -0.9f + size * local.X);
                    var color = skin * Mix(Vector3.One, new Vector3(1, 0.82f, 0.8f), 0.7f);
                    mesh.Add(deform.Apply(p), new FaceVertex(new Vector4(side * 7, -20, -5, light), new Vector4(color, 0), 0));
                }

            mesh.Connect(start, Rings, Spokes, FaceMaterial.Ear, closed: true);
        }
    }

    /// <summary>Local position (backwards, up, outwards) of a point at a radius and an angle of the disc.</summary>
    private static (Vector3 Position, float Light) Shape(float radius, float angle, float side, bool skirt)
    {
        float cos = MathF.Cos(angle), sin = MathF.Sin(angle) * side;
        var lobe = Step(-0.4f, -1, sin);
        float across = cos * 1.75f * (1 - 0.35f * lobe), up = sin * 3.1f + 0.1f;
        var rim = 0.42f * Bell((radius - 0.86f) / 0.1f, 0) * (1 - 0.5f * lobe) * Step(-1.15f, 0.2f, -cos + 0.6f * Math.Abs(sin));
        var inner = 0.26f * Bell((radius - 0.58f) / 0.1f, 0) * Step(0.3f, -0.5f, cos) * (1 - lobe);
        var tragus = 0.3f * Bell((cos * radius - 0.5f) / 0.16f, (sin * radius + 0.08f) / 0.14f);
        var hollow = -0.5f * Bell(radius / 0.36f, 0) * Step(0.9f, 0.2f, sin);
        var x = -across * radius;
        var outward = 0.35f + 0.42f * (-x + 1.2f) * 0.9f + rim + inner + tragus + hollow;
        outward -= 0.55f * lobe * radius;
        if (skirt) outward -= 0.7f;
        var light = 1 - 0.6f * Bell(radius / 0.34f, 0) - 0.35f * Bell((radius - 0.7f) / 0.07f, 0) * (1 - lobe);
        return (new Vector3(x - 0.25f * sin, up * radius, outward), skirt ? 0.5f : light);
    }
}
