using System.Numerics;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>Colours hair: strands of varying brightness and the band of light that runs across them (Kajiya and Kay, SIGGRAPH 1989).</summary>
internal sealed class HairShader
{
    private readonly FaceLighting _light;
    private readonly Vector3 _color, _axis;
    private readonly bool _curly, _buzz;
    private readonly uint _seed;
    private readonly Vector3 _skin;

    public HairShader(FaceMesh mesh, FaceView view, FaceLighting light)
    {
        var id = mesh.Traits!.Identity;
        (_light, _seed) = (light, mesh.Seed + 17);
        _color = Mix(id.Hair.Linear, new Vector3(0.36f, 0.35f, 0.34f), 0.8f * id.GreyHair);
        _skin = id.Skin.Linear;
        _curly = id.HairStyle == HairStyle.Curly;
        _buzz = id.HairStyle == HairStyle.Buzz;
        _axis = HeadCamera.Of(view).Rotate(new Vector3(0, -0.8f, 0.6f));
    }

    public Vector3 Shade(in SurfaceSample s)
    {
        var fine = _curly ? Noise(s.Strand * 1.5f, s.Y * 4.5f, _seed) : Noise(s.Strand * 3.1f, s.Y * 0.5f, _seed);
        var broad = _curly ? Noise(s.Strand * 0.6f, s.Y * 1.7f, _seed + 1) : Noise(s.Strand * 0.7f, s.Y * 0.22f, _seed + 1);
        var strand = 0.45f + 0.55f * fine + 0.4f * broad;
        var root = 0.6f + 0.4f * Step(0, 1.4f, s.Hair);
        var color = _color * (strand * root);
        if (_buzz) color = Mix(_skin * 0.6f, color, Math.Min(0.72f * Step(-0.4f, 1, s.Hair) + 0.2f * fine, 1));
        var along = _axis - s.Normal * Dot(_axis, s.Normal);
        var tangent = along / Math.Max(along.Length(), 1e-3f);
        var th = Dot(tangent, _light.Half) + 0.16f * (fine - 0.5f);
        var band = Math.Max(1 - th * th, 0);
        band *= band;
        band *= band;
        band *= band;
        var shine = (_curly || _buzz ? 0.03f : 0.14f) * band * band * (0.4f + fine) * _light.Specular * Math.Max(s.Normal.Z + 0.2f, 0);
        return color * _light.Plain(s.Normal, 0.85f * s.Light + 0.1f, s.Lit) * 1.1f + (_color * 1.2f + new Vector3(0.16f)) * shine;
    }
}
