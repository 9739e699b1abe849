using System.Numerics;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>The slowly varying colour of the skin and the light that cavities lose, over the head.</summary>
internal sealed class SkinTint
{
    private readonly FaceTraits _traits;
    private readonly uint _seed;
    private readonly Vector3 _skin, _blood;
    private readonly float _blush;

    public SkinTint(FaceTraits traits, uint seed)
    {
        (_traits, _seed) = (traits, seed);
        _skin = traits.Identity.Skin.Linear;
        _blood = _skin * new Vector3(1.02f, 0.72f, 0.7f);
        _blush = 0.45f + 0.4f * (seed & 255) / 255f;
    }

    /// <summary>Linear colour and open light of a spot on the right half.</summary>
    public (Vector3 Color, float Light) At(float x, float y, float angle)
    {
        if (angle > 1.9f || y > 5 || y < -14) return (_skin, 1 - Under(y, angle));
        var red = _blush * Bell((x - 4) / 1.3f, (y + 3.1f) / 1.2f) + 0.5f * Bell(x / 1.1f, (y + 4) / 0.8f) + 0.25f * Bell(x / 1.2f, (y + 10) / 0.9f);
        var color = Mix(_skin, _blood, Math.Min(red, 1) * 0.55f);
        var dx = x - _traits.EyeX;
        var tired = (0.1f + 0.15f * _traits.Identity.Age + 0.35f * _traits.Identity.EyeBags) * Bell((dx + 0.4f) / 0.9f, (y + 1.15f) / 0.4f);
        color *= Vector3.One - tired * new Vector3(0.6f, 0.8f, 0.7f);
        color *= 1 + 0.05f * Bell(x / 1.5f, (y - 4) / 1.3f) + 0.1f * (Noise(x * 0.9f, y * 0.9f, _seed) - 0.5f);
        return (color, Open(x, y, dx) * (1 - Under(y, angle)));
    }

    private float Open(float x, float y, float dx)
    {
        var wingX = 1.22f * _traits.NoseWidth;
        var age = _traits.Identity.Age;
        var closed = (0.3f + 0.25f * _traits.Identity.EyeDepth) * Bell((x - 1.45f) / 0.45f, (y - 0.5f) / 0.7f)
            + (0.24f + 0.2f * _traits.Identity.EyeDepth) * Bell(dx / 1.3f, (y - 1) / 0.45f)
            + 0.4f * Bell(x / 0.9f, (y + 5.05f - 0.15f * x) / 0.26f)
            + 0.4f * Bell((x - wingX - 0.45f) / 0.18f, (y + 4.15f) / 0.45f)
            + (0.08f + 0.35f * age) * Bell((x - HeadRelief.NasolabialX(y)) / 0.22f, (y + 5.7f) / 1.1f)
            + 0.26f * Bell(x / 1.3f, (y + 8.55f) / 0.28f)
            + (0.1f + 0.35f * _traits.Identity.EyeBags) * Bell((dx + 0.1f) / 1.1f, (y + 1.35f + 0.1f * dx) / 0.18f);
        return Math.Max(1 - 0.45f * closed, 0.2f);
    }

    /// <summary>What the jaw hides of the light on the neck, fading towards the nape.</summary>
    private static float Under(float y, float angle) =>
        0.55f * Step(-10.7f, -12.2f, y) * (1 - 0.6f * Step(-13, -18, y)) * (1 - 0.75f * Step(1.1f, 2.1f, angle));
}
