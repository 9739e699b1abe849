using System.Numerics;

namespace GlGan.Rendering;

/// <summary>Shades the visibility buffer and averages its samples to pixels.</summary>
internal sealed class FaceResolver
{
    private readonly FaceVertex[] _vertices;
    private readonly int[] _indices;
    private readonly FaceMaterial[] _materials;
    private readonly RenderScratch _scratch;
    private readonly HeadShader _head;
    private readonly HairShader _hair;
    private readonly FaceLighting _light;
    private readonly Vector3 _frame;

    // About 6 mm at the head, as a difference of inverse distances.
    private readonly float _step;

    private FaceResolver(FaceMesh mesh, FaceView view, ExpressionPose pose, FaceLighting light, RenderScratch scratch)
    {
        (_vertices, _indices, _materials, _scratch) = (mesh.Vertices, mesh.Indices, mesh.Materials, scratch);
        _light = light;
        _hair = new HairShader(mesh, view, _light);
        _head = new HeadShader(mesh, view, _light, pose, _hair);
        _frame = mesh.Traits!.Identity.GlassesFrame.Linear;
        _step = 0.6f / (view.Distance * view.Distance);
    }

    /// <summary>Fills the linear colours of the scratch.</summary>
    public static void Resolve(FaceMesh mesh, FaceView view, ExpressionPose pose, FaceLighting light, RenderScratch scratch, int size)
    {
        var resolver = new FaceResolver(mesh, view, pose, light, scratch);
        var background = scratch.Background;
        background.Prepare(view.Background);
        for (var y = 0; y < size; y++)
            for (var x = 0; x < size; x++)
            {
                var (color, empty) = resolver.Pixel(4 * y * size + 2 * x, 2 * size);
                if (empty > 0) color += empty * 0.25f * background.At((x + 0.5f) / size, (y + 0.5f) / size);
                scratch.Color[y * size + x] = color;
            }
    }

    /// <summary>The mean of a pixel's four samples: smooth surfaces are shaded once in the middle, fine hair twice, everything else four times.</summary>
    private (Vector3 Color, int Empty) Pixel(int at, int side)
    {
        var triangles = _scratch.Triangle;
        int p = triangles[at], q = triangles[at + 1], r = triangles[at + side], s = triangles[at + side + 1];
        var empty = (p >> 31) + (q >> 31) + (r >> 31) + (s >> 31);
        if (empty == -4) return (Vector3.Zero, 4);
        if (empty == 0 && Continuous(at, side, p, s))
        {
            Interpolate(at, out var first);
            Interpolate(at + side + 1, out var last);
            if (_materials[p] == FaceMaterial.Hair || (_materials[p] == FaceMaterial.Head && HeadShader.IsHair(first) && HeadShader.IsHair(last)))
                return (0.5f * (_hair.Shade(first) + _hair.Shade(last)), 0);
            first.Blend(last);
            if (_materials[p] == FaceMaterial.Ear) return (Color(FaceMaterial.Ear, first), 0);
            if (_materials[p] == FaceMaterial.Head && _head.IsSmooth(first)) return (Color(FaceMaterial.Head, first), 0);
        }

        var sum = Shade(at, p) + Shade(at + 1, q) + Shade(at + side, r) + Shade(at + side + 1, s);
        return (0.25f * sum, -empty);
    }

    private bool Continuous(int at, int side, int first, int last)
    {
        if (_materials[first] != _materials[last]) return false;
        var depth = _scratch.Depth;
        float a = depth[at], b = depth[at + 1], c = depth[at + side], d = depth[at + side + 1];
        return Math.Abs(a - d) < _step && Math.Abs(b - c) < _step && Math.Abs(a - b) < _step;
    }

    private Vector3 Shade(int at, int triangle)
    {
        if (triangle < 0) return Vector3.Zero;
        Interpolate(at, out var sample);
        return Color(_materials[triangle], sample);
    }

    private Vector3 Color(FaceMaterial material, in SurfaceSample sample) => Vector3.Min(material switch
    {
        FaceMaterial.Head => _head.Shade(sample),
        FaceMaterial.Hair => _hair.Shade(sample),
        FaceMaterial.Ear => sample.Color * _light.Skin(sample.Normal, sample.Light, sample.Lit) + new Vector3(0.05f * _light.Highlight(sample.Normal, 0)),
        _ => _frame * _light.Plain(sample.Normal, 1, sample.Lit) + new Vector3(0.35f * _light.Highlight(sample.Normal, 1)),
    }, new Vector3(1.2f));

    private void Interpolate(int at, out SurfaceSample sample)
    {
        var triangle = _scratch.Triangle[at];
        var weights = _scratch.Weights[at];
        int a = _indices[3 * triangle], b = _indices[3 * triangle + 1], c = _indices[3 * triangle + 2];
        ref readonly FaceVertex va = ref _vertices[a], vb = ref _vertices[b], vc = ref _vertices[c];
        var (second, third) = (weights.X, weights.Y);
        var first = 1 - second - third;
        var normal = first * _scratch.Normals[a] + second * _scratch.Normals[b] + third * _scratch.Normals[c];
        normal /= MathF.Max(MathF.Sqrt(ShadingMath.Dot(normal, normal)), 1e-6f);
        if (normal.Z < 0 && _materials[triangle] is FaceMaterial.Hair or FaceMaterial.Ear) normal = -normal;
        sample.Place = first * va.Canonical + second * vb.Canonical + third * vc.Canonical;
        sample.Tint = first * va.Tint + second * vb.Tint + third * vc.Tint;
        sample.Strand = first * va.Strand + second * vb.Strand + third * vc.Strand;
        sample.Normal = normal;
        sample.Place.W *= first * _scratch.Open[a] + second * _scratch.Open[b] + third * _scratch.Open[c];
        sample.Lit = _scratch.Shadows.Lit(first * _scratch.Posed[a] + second * _scratch.Posed[b] + third * _scratch.Posed[c]);
    }
}
