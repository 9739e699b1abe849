using System.Numerics;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>Hair that hangs: from the temples round the back of the head, down to the chin, the shoulders or a tail.</summary>
internal static class CurtainMesh
{
    public const int Rows = 18, Columns = 44;

    public static void Add(FaceMesh mesh, FaceIdentity id, HairLine hair, HeadDeform deform, uint seed)
    {
        var tail = id.HairStyle == HairStyle.TiedBack;
        if (!hair.CoversEars && !tail) return;
        var isLong = id.HairStyle is HairStyle.Long or HairStyle.LongSidePart or HairStyle.TiedBack;
        var bottom = isLong ? -15.5f - 3 * id.HairVolume : -7.5f - 3 * id.HairVolume;
        var start = mesh.VertexCount;
        mesh.Curtain = start;
        for (var row = 0; row < Rows; row++)
            for (var column = 0; column < Columns; column++)
            {
                var across = column / (Columns - 1f);
                var angle = Mix(1.02f, 2 * MathF.PI - 1.02f, across);
                var (p, light, hem) = tail ? Tail(2 * MathF.PI * across, row / (Rows - 1f), bottom) : Hang(id, angle, row / (Rows - 1f), bottom, seed);
                mesh.Add(deform.Apply(p), new FaceVertex(new Vector4(0, p.Y, hem, light), Vector4.Zero, angle * 26));
            }

        mesh.Connect(start, Rows, Columns, FaceMaterial.Hair);
    }

    private static (Vector3 Position, float Light, float Hem) Tail(float around, float down, float bottom)
    {
        var (sin, cos) = MathF.SinCos(around);
        float y = Mix(4.5f, bottom, down), thick = 1.9f * Step(0, 0.12f, down) * Step(1.02f, 0.6f, down);
        var back = -10.2f - 2.2f * Step(0, 0.2f, down) * Step(1, 0.3f, down);
        return (new Vector3(thick * sin, y, back + 0.8f * thick * cos), 0.9f, y - bottom);
    }

    private static (Vector3 Position, float Light, float Hem) Hang(FaceIdentity id, float angle, float down, float bottom, uint seed)
    {
        float sin = MathF.Sin(angle), cos = MathF.Cos(angle);
        var y = Mix(7.2f, bottom, down);
        var edge = Step(1.02f, 1.5f, angle) * Step(1.02f, 1.5f, 2 * MathF.PI - angle);
        var thick = (0.55f + 0.75f * id.HairVolume) * (0.25f + 0.75f * edge);
        var dome = y > 3 ? MathF.Sqrt(Math.Max(0, 1 - (y - 3) * (y - 3) / 76)) : 1;
        var wave = id.HairWave * 0.55f * MathF.Sin(y * 1.5f + angle * 5) * Step(0.2f, 0.6f, down) + 0.5f * (Noise(angle * 5, y * 0.25f, seed) - 0.5f);
        var tuck = bottom < -12 ? 0.4f * Step(-3, -9, y) - 1.2f * Step(-9, -13, y) * edge : 1.1f * Step(bottom + 4, bottom, y);
        float wide = 7.7f * dome + thick + wave - tuck, deep = 9.9f * dome + thick + wave - 1.6f * Step(0, -8, y);
        var forward = cos > 0 ? 5.4f : deep;
        return (new Vector3(wide * sin, y, forward * cos), Mix(0.55f, 1, edge * 0.6f + 0.4f) * Mix(1, 0.72f, down), y - bottom);
    }
}
