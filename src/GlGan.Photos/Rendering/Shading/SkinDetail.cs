using System.Numerics;
using GlGan.Foundation;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>What skin has besides its colour: blotches, pores, moles, lines of age, a shaved beard, make-up.</summary>
internal sealed class SkinDetail
{
    private const ulong MoleStream = 27;

    private readonly FaceTraits _traits;
    private readonly FaceIdentity _id;
    private readonly uint _seed;
    private readonly Vector3[] _moles;
    private readonly Vector3 _shadow, _rouge;
    private readonly float _folds;

    public SkinDetail(FaceMesh mesh)
    {
        (_traits, _id, _seed) = (mesh.Traits!, mesh.Traits!.Identity, mesh.Seed + 31);
        _shadow = _id.EyeShadow.Linear;
        _rouge = Mix(_id.Skin.Linear, _id.Lips.Linear, 0.5f);
        _folds = Math.Max(_id.Age - 0.15f, 0) * 1.1f;
        _moles = Moles(mesh.Seed, _id.Moles);
    }

    /// <summary>Works the details into a spot.</summary>
    /// <param name="s">The spot.</param>
    /// <param name="ax">Its unsigned x.</param>
    /// <param name="around">Centimetres around the head.</param>
    /// <param name="albedo">Linear colour of the skin.</param>
    /// <param name="gloss">Strength of its highlights.</param>
    /// <param name="open">Light that reaches it.</param>
    public void Apply(in SurfaceSample s, float ax, float around, ref Vector3 albedo, ref float gloss, ref float open)
    {
        float broad = Noise(around * 0.8f, s.Y * 0.8f, _seed) - 0.5f, middle = Noise(around * 2.6f, s.Y * 2.6f, _seed + 1) - 0.5f, fine = Noise(around * 9, s.Y * 9, _seed + 2) - 0.5f;
        var rough = _id.SkinRoughness;
        // Blood shows in green and blue, melanin in all channels.
        albedo *= Vector3.One + new Vector3(0.08f, 0.22f, 0.22f) * (rough * (broad + 0.6f * middle)) + new Vector3(0.12f * rough * fine);
        gloss *= (0.35f + 1.3f * _id.SkinGloss) * (1 + 2.4f * rough * fine);
        open *= 1 - 0.3f * rough * Math.Max(-fine - 0.12f, 0);
        foreach (var mole in _moles)
        {
            float dx = s.X - mole.X, dy = s.Y - mole.Y, distance = (dx * dx + dy * dy) / (mole.Z * mole.Z);
            if (distance < 1.4f) albedo *= Vector3.One - new Vector3(0.45f, 0.6f, 0.65f) * Step(1.4f, 0.5f, distance);
        }

        if (_folds > 0) Lines(s, ax, ref albedo, ref open);
        if (_id.BeardShadow > 0) albedo *= Vector3.One - new Vector3(0.34f, 0.29f, 0.22f) * (_id.BeardShadow * FaceTraits.BeardArea(s.X, s.Y) * (0.8f + 0.6f * fine));
        if (_id.Makeup > 0) Makeup(s, ax, ref albedo);
    }

    private void Lines(in SurfaceSample s, float ax, ref Vector3 albedo, ref float open)
    {
        float depth = 0, bend = 0.5f * Noise(s.X * 0.35f, s.Y * 0.2f, _seed + 4);
        if (s.Y is > 2.9f and < 6.8f && ax < 5)
            depth = Ridge((s.Y + 0.02f * s.X * s.X + bend) * 0.95f) * Bell(ax / 3.2f, (s.Y - 4.8f) / 1.5f) + 0.7f * Ridge((ax - 0.45f) * 0.9f) * Bell((ax - 0.5f) / 0.25f, (s.Y - 2.9f) / 0.6f);
        else if (s.Y is > -1.6f and < 1.2f)
        {
            var dx = ax - _traits.EyeX;
            depth = 0.8f * Ridge(1.5f * (s.Y + 0.35f) / Math.Max(dx - 0.9f, 0.3f) + bend) * Bell((dx - 2.2f) / 0.6f, (s.Y + 0.2f) / 0.7f)
                + 0.5f * Ridge((s.Y + 0.12f * dx * dx) * 2.2f + bend) * Bell(dx / 1.1f, (s.Y + 1.1f) / 0.32f);
        }
        else if (s.Y is > -10 and < -6.4f)
            depth = 0.9f * Bell((ax - _traits.MouthHalfWidth - 0.35f - 0.1f * (s.Y + 7)) / 0.14f, (s.Y + 8.2f) / 0.9f);
        if (depth <= 0) return;
        depth = Math.Min(depth * _folds, 0.85f);
        open *= 1 - 0.55f * depth;
        albedo *= Vector3.One - new Vector3(0.12f, 0.2f, 0.2f) * depth;
    }

    // Narrow dark lines, one to a unit.
    private static float Ridge(float x)
    {
        var t = Math.Abs(x - MathF.Floor(x) - 0.5f) * 2;
        return Step(0.72f, 1, t);
    }

    private void Makeup(in SurfaceSample s, float ax, ref Vector3 albedo)
    {
        var dx = ax - _traits.EyeX;
        if (s.Y is > -0.9f and < 2 && Math.Abs(dx) < 2.6f)
        {
            var lid = Bell((dx - 0.1f) / 1.15f, (s.Y - 0.75f) / 0.42f) + 0.35f * Bell(dx / 1.2f, (s.Y + 0.6f) / 0.2f);
            albedo = Mix(albedo, _shadow * (0.4f + 0.8f * albedo.Y), Math.Min(lid, 1) * 0.7f * _id.Makeup);
        }

        albedo = Mix(albedo, _rouge, 0.35f * _id.Makeup * Bell((ax - 4.6f) / 1.1f, (s.Y + 2.6f - 0.35f * (ax - 4.6f)) / 0.8f));
    }

    private static Vector3[] Moles(uint seed, float amount)
    {
        var random = new CounterRandom(seed, MoleStream, 0);
        var moles = new Vector3[(int)MathF.Ceiling(amount * 9)];
        foreach (ref var mole in moles.AsSpan())
            mole = new Vector3(random.Range(-6, 6), random.Range(-11, 5), random.Range(0.07f, 0.1f + 0.1f * amount));
        return moles;
    }
}
