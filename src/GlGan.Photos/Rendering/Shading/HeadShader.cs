using System.Numerics;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>Colours the head: skin with brows, lips, eyes and mouth drawn in canonical coordinates, so that they stay sharp at any size.</summary>
internal sealed class HeadShader
{
    private readonly FaceTraits _traits;
    private readonly FaceIdentity _id;
    private readonly FaceLighting _light;
    private readonly EyeShader _eyes;
    private readonly MouthShader _mouth;
    private readonly HairShader _hair;
    private readonly SkinDetail _detail;
    private readonly uint _seed;
    private readonly Vector3 _browColor, _beardColor, _clothes;
    private readonly float _stubble;

    public HeadShader(FaceMesh mesh, FaceView view, FaceLighting light, ExpressionPose pose, HairShader hair)
    {
        (_traits, _id, _light, _hair, _seed) = (mesh.Traits!, mesh.Traits!.Identity, light, hair, mesh.Seed);
        _eyes = new EyeShader(_traits, view, light);
        _mouth = new MouthShader(_traits, light, pose, view.Expression);
        _detail = new SkinDetail(mesh);
        _browColor = _id.Brow.Linear;
        _beardColor = Mix(_id.Brow.Linear, _id.Hair.Linear, 0.5f);
        _clothes = _id.Clothes.Linear;
        _stubble = _id.FacialHair == FacialHair.Stubble ? 0.3f + 0.3f * _id.FacialHairDensity : 0.6f + 0.35f * _id.FacialHairDensity;
    }

    public static bool IsHair(in SurfaceSample s) => s.Hair > 0.45f;

    /// <summary>Whether clothes cover a canonical spot.</summary>
    public static bool IsCloth(float x, float y) => y < -15.6f - 0.02f * x * x;

    /// <summary>Whether the spot is bare skin or cloth, away from every feature with an edge.</summary>
    public bool IsSmooth(in SurfaceSample s)
    {
        if (s.Hair > -1.1f || s.Beard > 0.01f) return false;
        var ax = Math.Abs(s.X);
        return s.Y switch
        {
            > 4.5f => true,
            > -1.8f => ax is < 0.7f or > 5.8f,
            > -3.5f => _id.Freckles == 0,
            > -5.4f => ax > 2 && (_id.Freckles == 0 || s.Y < -4.8f),
            > -9 => ax > 4,
            > -13 => true,
            _ => s.Y is > -14.8f or < -17,
        };
    }

    public Vector3 Shade(in SurfaceSample s)
    {
        if (s.Hair > -0.7f)
        {
            var fringe = s.Hair + 0.45f * (Noise(s.Strand * 1.3f, s.Y * 0.35f, _seed) - 0.5f) + 0.5f * (Noise(s.Strand * 5, s.Y * 0.6f, _seed + 5) - 0.5f);
            if (fringe > 0.3f) return _hair.Shade(s);
            if (fringe > -0.3f) return Mix(Skin(s), _hair.Shade(s), Step(-0.3f, 0.3f, fringe));
        }

        return IsCloth(s.X, s.Y) ? Cloth(s) : Skin(s);
    }

    private Vector3 Cloth(in SurfaceSample s) =>
        _clothes * (0.94f + 0.1f * Noise(s.X * 6, s.Y * 6, _seed)) * _light.Plain(s.Normal, 0.6f + 0.4f * s.Light, s.Lit);

    private Vector3 Skin(in SurfaceSample s)
    {
        float ax = Math.Abs(s.X), gloss = 0.5f, open = s.Light, around = s.Strand * 0.28f;
        var albedo = s.Color;
        if (s.Hair > -1.1f && _id.HairStyle != HairStyle.Buzz) open *= 1 - 0.38f * Step(-1.1f, 0.1f, s.Hair);
        if (s.Y is < 6 and > -13)
        {
            _detail.Apply(s, ax, around, ref albedo, ref gloss, ref open);
            if (_id.Freckles > 0) albedo *= Freckles(s);
            if (s.Y > 0.9f && s.Y < 4.2f && ax < 5.6f) albedo = Brow(albedo, s, ax);
            if (s.Y < 2.2f && s.Y > -1.6f && ax > 1.2f && ax < 5.6f && _eyes.Shade(s, ax, ref albedo, ref gloss, ref open) is { } eye) return eye;
            if (s.Y < -3.7f && s.Y > -5.2f && ax < 1.7f) open *= Nostril(ax, s.Y);
            if (s.Y < -5.6f && s.Y > -8.8f && ax < 3.8f && _mouth.Shade(s, ax, ref albedo, ref gloss, ref open) is { } inside) return inside;
            if (s.Beard > 0.01f) Beard(s, ref albedo, ref gloss);
            gloss += 0.5f * Bell(ax / 0.7f, (s.Y + 3) / 2.2f) + 0.25f * Bell(ax / 2.4f, (s.Y - 4.2f) / 1.2f);
        }

        var shine = gloss * (0.2f * _light.Highlight(s.Normal, 0) + 0.1f * _light.Highlight(s.Normal, 2)) * (open * s.Lit);
        return albedo * _light.Skin(s.Normal, open, s.Lit) + new Vector3(shine);
    }

    private Vector3 Brow(Vector3 albedo, in SurfaceSample s, float ax)
    {
        var (middle, half) = _traits.Brow(ax);
        if (half <= 0.01f) return albedo;
        var off = Math.Abs(s.Y - middle) / half;
        if (off > 1.35f || ax > 5.2f) return albedo;
        var lean = ax - (s.Y - middle) * 0.9f;
        var hairs = Noise(lean * 9, s.Y * 1.6f + s.X, _seed);
        var cover = Step(1.35f, 0.3f, off + 0.4f * (hairs - 0.5f)) * (0.15f + 0.45f * _id.BrowDensity + 0.25f * hairs);
        return Mix(albedo, _browColor, Math.Clamp(cover, 0, 0.95f));
    }

    private float Nostril(float ax, float y)
    {
        float x = ax - 0.62f * _traits.NoseWidth, down = y + 4.58f - 0.25f * x, wide = 0.36f * (1 + 0.3f * _id.NoseWings), high = 0.24f * (1 + 0.45f * _id.NoseTip);
        return 1 - (0.9f + 0.08f * _id.NoseTip) * Step(1.25f, 0.5f, MathF.Sqrt(x * x / (wide * wide) + down * down / (high * high)));
    }

    private void Beard(in SurfaceSample s, ref Vector3 albedo, ref float gloss)
    {
        var hairs = Noise(s.Strand * 2.4f, s.Y * 3.4f, _seed + 3);
        var cover = s.Beard * _stubble;
        if (_id.FacialHair != FacialHair.Stubble) cover = Step(0.08f, 0.75f, cover + 0.35f * (hairs - 0.5f) * Math.Min(1, 4 * s.Beard));
        else cover *= 0.6f + 0.6f * Noise(s.Strand * 4.5f, s.Y * 16, _seed);
        albedo = Mix(albedo, _beardColor * (0.6f + 0.7f * hairs), Math.Clamp(cover, 0, 0.93f));
        gloss *= 1 - 0.7f * cover;
    }

    private Vector3 Freckles(in SurfaceSample s)
    {
        var where = Bell(s.X / 2.6f, (s.Y + 2.4f) / 1.6f) + 0.25f * Bell(s.X / 3, (s.Y - 3.5f) / 1.6f);
        if (where < 0.05f) return Vector3.One;
        var dots = Step(0.66f, 0.8f, Noise(s.X * 4.3f, s.Y * 4.3f, _seed + 7));
        return Vector3.One - new Vector3(0.3f, 0.45f, 0.55f) * (dots * Math.Min(where, 1) * _id.Freckles * 0.7f);
    }
}
