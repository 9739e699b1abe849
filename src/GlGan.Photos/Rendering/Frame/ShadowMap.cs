using System.Numerics;
using GlGan.Imaging;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>What the key light sees of a posed head: how far towards the light the first surface lies (Williams, SIGGRAPH 1978), read with soft edges.</summary>
internal sealed class ShadowMap
{
    private const int Side = 96;

    // The head and what hangs from it lie within this distance of the axis it turns about; what does not is lit.
    private const float Reach = 17;

    // A surface does not darken itself, and thin hair lets light through.
    private const float Bias = 0.3f, Fade = 0.6f;

    private readonly float[] _depths = new float[Side * Side];
    private Vector3[] _seen = [];
    private Vector3 _right, _up, _toLight;
    private bool _isDrawn;

    /// <summary>Draws the mesh as the light sees it.</summary>
    /// <param name="mesh">The mesh; of the head's grid every other row and column is enough.</param>
    /// <param name="posed">Its vertices in view space.</param>
    /// <param name="toLight">Unit vector to the light in view space.</param>
    public void Draw(FaceMesh mesh, ReadOnlySpan<Vector3> posed, Vector3 toLight)
    {
        _toLight = toLight;
        _right = Vector3.Normalize(Vector3.Cross(MathF.Abs(toLight.Y) > 0.9f ? Vector3.UnitZ : Vector3.UnitY, toLight));
        _up = Vector3.Cross(toLight, _right);
        if (_seen.Length < posed.Length) _seen = new Vector3[posed.Length];
        for (var i = 0; i < posed.Length; i++) _seen[i] = Place(posed[i]);
        _depths.AsSpan().Clear();
        _isDrawn = true;
        Fill(HeadGrid.Instance.CoarseIndices);
        Fill(mesh.Indices.AsSpan(HeadGrid.Instance.Indices.Length, 3 * mesh.TriangleCount - HeadGrid.Instance.Indices.Length));
    }

    /// <summary>Forgets what was drawn: everything is lit.</summary>
    public void Clear() => _isDrawn = false;

    /// <summary>Share of the key light that reaches a spot in view space, 0 to 1.</summary>
    public float Lit(Vector3 spot)
    {
        if (!_isDrawn) return 1;
        var place = Place(spot);
        float x = place.X, y = place.Y, z = place.Z;
        int left = (int)MathF.Floor(x - 0.5f), top = (int)MathF.Floor(y - 0.5f);
        if (left < 0 || top < 0 || left >= Side - 2 || top >= Side - 2) return 1;
        float tx = x - 0.5f - left, ty = y - 0.5f - top;
        var at = top * Side + left;
        // A tent of 3×3 texels around the spot.
        var sum = (1 - ty) * Row(at, tx, z) + Row(at + Side, tx, z) + ty * Row(at + 2 * Side, tx, z);
        return 1 - 0.25f * sum;
    }

    private float Row(int at, float t, float z) => (1 - t) * Hidden(at, z) + Hidden(at + 1, z) + t * Hidden(at + 2, z);

    private float Hidden(int at, float z) => Math.Clamp((_depths[at] - z - Bias) * (1 / Fade), 0, 1);

    private Vector3 Place(Vector3 p) => new(
        (Dot(p, _right) + Reach) * (Side / (2 * Reach)), (Reach - Dot(p, _up)) * (Side / (2 * Reach)), Dot(p, _toLight) + 3 * Reach);

    private struct Nothing : ITrianglePainter
    {
        public readonly void Paint(int pixel, float second, float third)
        {
        }
    }

    private void Fill(ReadOnlySpan<int> indices)
    {
        var rasterizer = new TriangleRasterizer(_depths, Side, Side);
        var nothing = default(Nothing);
        for (var i = 0; i < indices.Length; i += 3) rasterizer.Fill(_seen[indices[i]], _seen[indices[i + 1]], _seen[indices[i + 2]], bothSides: true, ref nothing);
    }
}
