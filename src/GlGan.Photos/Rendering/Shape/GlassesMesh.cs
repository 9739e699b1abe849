using System.Numerics;

namespace GlGan.Rendering;

/// <summary>Frames of glasses: two rims, a bridge and two temples, as thin tubes.</summary>
internal static class GlassesMesh
{
    private const int Around = 5, Rim = 30;

    public static void Add(FaceMesh mesh, FaceTraits traits, HeadDeform deform)
    {
        var id = traits.Identity;
        if (id.Glasses == GlassesStyle.None) return;
        var thickness = id.Glasses == GlassesStyle.Round ? 0.1f : 0.14f;
        foreach (var side in (ReadOnlySpan<float>)[-1, 1])
        {
            var rim = new Vector3[Rim + 1];
            for (var i = 0; i <= Rim; i++) rim[i] = Outline(id.Glasses, traits.EyeX, side, i * (2 * MathF.PI / Rim));
            Tube(rim, thickness);
            Tube([new(side * (traits.EyeX + 2.35f), 0.5f, 8.1f), new(side * 7.15f, 0.4f, 5.4f), new(side * 7.5f, 0.3f, 0.5f), new(side * 7.2f, -0.6f, -1.6f)], thickness);
        }

        Tube([new(-(traits.EyeX - 2.2f), 0.35f, 9.75f), new(0, 0.6f, 10.05f), new(traits.EyeX - 2.2f, 0.35f, 9.75f)], thickness);

        void Tube(ReadOnlySpan<Vector3> path, float radius)
        {
            var start = mesh.VertexCount;
            for (var i = 0; i < path.Length; i++)
            {
                var along = Vector3.Normalize(path[Math.Min(i + 1, path.Length - 1)] - path[Math.Max(i - 1, 0)]);
                var side = Vector3.Normalize(Vector3.Cross(along, Math.Abs(along.Z) > 0.8f ? Vector3.UnitY : Vector3.UnitZ));
                var up = Vector3.Cross(side, along);
                for (var k = 0; k < Around; k++)
                {
                    var (sin, cos) = MathF.SinCos(k * (2 * MathF.PI / Around));
                    mesh.Add(deform.Apply(path[i] + radius * (cos * side + sin * up)), new FaceVertex(new Vector4(0, 0, 0, 1), Vector4.Zero, 0));
                }
            }

            mesh.Connect(start, path.Length, Around, FaceMaterial.Frame, closed: true);
        }
    }

    private static Vector3 Outline(GlassesStyle style, float eyeX, float side, float angle)
    {
        var (sin, cos) = MathF.SinCos(angle);
        var power = style == GlassesStyle.Round ? 1 : 0.62f;
        var dx = MathF.CopySign(MathF.Pow(Math.Abs(cos), power), cos) * (style == GlassesStyle.Round ? 2.15f : 2.4f);
        var dy = MathF.CopySign(MathF.Pow(Math.Abs(sin), power), sin) * (style == GlassesStyle.Round ? 2 : 1.55f);
        return new Vector3(side * (eyeX + 0.1f + dx), dy - 0.15f, 9.45f - 0.14f * (dx + 2.2f) - 0.05f * dx * dx);
    }
}
