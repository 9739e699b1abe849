using System.Numerics;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>Draws lids, lashes and the eyeball in the opening between the lids.</summary>
internal sealed class EyeShader(FaceTraits traits, FaceView view, FaceLighting light)
{
    private readonly HeadCamera _camera = HeadCamera.Of(view);
    private readonly Vector3 _iris = traits.Identity.Iris.Linear;
    private readonly Vector3 _lash = Mix(traits.Identity.Brow.Linear, new Vector3(0.012f, 0.009f, 0.008f), 0.7f);
    private readonly float _blink = view.Expression.Blink, _smile = view.Expression.Smile;
    private readonly Vector2 _gaze = new(0.33f * view.Expression.GazeX, 0.2f * view.Expression.GazeY);

    /// <summary>The colour of the eyeball where it shows; otherwise null, and the lid's make-up is worked into the skin.</summary>
    public Vector3? Shade(in SurfaceSample s, float ax, ref Vector3 albedo, ref float gloss, ref float open)
    {
        var across = (ax - traits.EyeX) / traits.EyeHalfWidth;
        var (upper, lower) = traits.Lids(Math.Clamp(across, -1, 1), _blink, _smile);
        var over = Math.Max(Math.Abs(across) - 1, 0) * traits.EyeHalfWidth;
        if (over == 0 && s.Y < upper && s.Y > lower) return Ball(s, ax, across, s.Y - lower, upper - s.Y);
        Lid(s.Y, upper, lower, across, over, ref albedo, ref open);
        gloss *= 0.7f;
        return null;
    }

    private void Lid(float y, float upper, float lower, float across, float over, ref Vector3 albedo, ref float open)
    {
        var id = traits.Identity;
        var above = y - upper;
        var outer = 0.5f + 0.5f * across;
        var lashWidth = (0.05f + 0.09f * outer) * (0.6f + 1.2f * id.Lashes);
        var lash = Step(lashWidth + 0.05f, 0.02f, Math.Abs(above - 0.02f) + over * 0.8f);
        var lowerLash = 0.45f * Step(0.11f, 0.02f, Math.Abs(lower - y) + over) * (0.4f + 0.6f * outer);
        var foldY = upper + Math.Max(0.32f - 0.26f * id.LidFold + 0.08f * id.EyeDepth, 0.05f) * (1 - 0.35f * across * across) + 0.4f * _blink * (1 - across * across);
        var fold = 0.8f * (0.85f - 0.75f * id.LidFold) * Step(0.13f, 0.02f, Math.Abs(y - foldY)) * Step(1.25f, 0.75f, Math.Abs(across));
        var socket = above > 0 ? (0.2f + 0.3f * id.EyeDepth) * Step(0.3f + 0.5f * (1 - id.LidFold), 0.1f, above) * Step(1.3f, 0.7f, Math.Abs(across)) : 0;
        open *= 1 - Math.Min(fold + socket, 0.8f);
        albedo = Mix(albedo, _lash, Math.Max(lash * 0.92f, lowerLash));
        var rim = above < 0 && over < 0.1f ? 0.35f * Step(0.22f, 0.08f, lower - y) : 0;
        albedo = Mix(albedo, albedo * new Vector3(1.05f, 0.8f, 0.78f), rim);
    }

    private Vector3 Ball(in SurfaceSample s, float ax, float across, float aboveLower, float belowUpper)
    {
        const float R = FaceTraits.EyeballRadius;
        var side = s.X < 0 ? -1 : 1;
        var center = ax - traits.EyeX;
        float dx = center * side - _gaze.X, dy = s.Y - 0.03f - _gaze.Y;
        var local = new Vector3(center * side, s.Y, FaceTraits.BallHeight(center, s.Y)) / R;
        var normal = _camera.Rotate(local / local.Length());
        var radius = MathF.Sqrt(dx * dx + dy * dy);
        var white = new Vector3(0.55f, 0.5f, 0.47f) * (1.1f - 0.3f * traits.Identity.EyeBags) * (1 - 0.22f * across * across);
        var corner = Step(-0.74f, -0.95f, across);
        white = Mix(white, new Vector3(0.48f, 0.2f, 0.17f), corner * 0.8f);
        var color = white;
        var edge = traits.IrisRadius;
        if (radius < edge + 0.06f) color = Mix(Iris(dx, dy, radius / edge), white, Step(edge - 0.06f, edge + 0.05f, radius));
        var shade = (0.42f + 0.58f * Step(0, 0.34f, belowUpper)) * (0.75f + 0.25f * Step(0, 0.12f, aboveLower));
        var lit = color * light.Skin(normal, shade * 0.94f, s.Lit);
        var rimmed = 0.5f * Step(0.07f, 0, aboveLower) * (1 - corner);
        lit = Mix(lit, s.Color * 0.75f * light.Skin(s.Normal, 0.8f, s.Lit), rimmed);
        return lit + new Vector3(Glint(dx, dy) * (0.3f + 0.7f * s.Lit) * Step(0.02f, 0.12f, belowUpper));
    }

    private Vector3 Iris(float dx, float dy, float t)
    {
        if (t < 0.36f) return new Vector3(0.006f);
        var angle = MathF.Atan2(dy, dx);
        var fibres = 0.75f + 0.5f * Noise(angle * 5 + 20, t * 3, 11);
        var ring = Step(0.72f, 1, t);
        var pupil = Step(0.44f, 0.36f, t);
        var depth = 0.85f + 0.5f * Step(0.3f, -0.4f, dy);
        return _iris * (fibres * depth * (1 - 0.72f * ring) * (1 - pupil));
    }

    /// <summary>The key light mirrored in the cornea: a small bright spot on the light's side, and a faint window opposite.</summary>
    private float Glint(float dx, float dy)
    {
        float x = dx - 0.2f * Math.Clamp(light.Direction.X * 1.6f, -1, 1), y = dy - 0.12f - 0.14f * light.Direction.Y;
        return 0.95f * Step(0.17f, 0.07f, MathF.Sqrt(x * x + y * y)) + 0.1f * Step(0.2f, 0.08f, MathF.Sqrt((dx + 0.2f) * (dx + 0.2f) + (dy + 0.22f) * (dy + 0.22f)));
    }
}
