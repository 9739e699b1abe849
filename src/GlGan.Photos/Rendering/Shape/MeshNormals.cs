using System.Numerics;

namespace GlGan.Rendering;

/// <summary>Vertex normals of a posed mesh: the sum of its triangles' normals, so that larger triangles weigh more.</summary>
internal static class MeshNormals
{
    public static void Compute(ReadOnlySpan<int> indices, ReadOnlySpan<Vector3> positions, Span<Vector3> normals)
    {
        normals.Clear();
        for (var i = 0; i < indices.Length; i += 3)
        {
            int a = indices[i], b = indices[i + 1], c = indices[i + 2];
            var normal = Vector3.Cross(positions[b] - positions[a], positions[c] - positions[a]);
            normals[a] += normal;
            normals[b] += normal;
            normals[c] += normal;
        }

        for (var i = 0; i < normals.Length; i++)
        {
            var n = normals[i];
            normals[i] = n / MathF.Max(MathF.Sqrt(ShadingMath.Dot(n, n)), 1e-12f);
        }
    }
}
