using System.Numerics;
using GlGan.Foundation;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>Single hairs of the head, combed over its surface; they break up outlines and hairlines.</summary>
internal readonly struct HairStrands
{
    // Rows or columns per step: where a grid is pinched a hair would leap across it.
    private const float FarthestWalk = 4;

    private const ulong ScalpStream = 21, HangingStream = 22;

    private readonly StrandCanvas _canvas;
    private readonly FaceLighting _light;
    private readonly ShadowMap _shadows;
    private readonly FaceIdentity _id;
    private readonly Vector3 _color, _grey;
    private readonly uint _seed;
    private readonly int _count;
    private readonly float _width;

    public HairStrands(FaceMesh mesh, FaceLighting light, ShadowMap shadows, StrandCanvas canvas)
    {
        (_canvas, _light, _shadows, _id, _seed) = (canvas, light, shadows, mesh.Traits!.Identity, mesh.Seed);
        _color = _id.Hair.Linear;
        _grey = new Vector3(0.42f, 0.41f, 0.4f);
        // Locks as wide as a pixel, and as many as cover the head once.
        var scale = canvas.Frame.Scale;
        _width = Math.Max(1 / scale, 0.1f);
        _count = (int)(900 * Math.Min(scale / 4, 3));
    }

    /// <summary>Hair that lies on the head.</summary>
    public void DrawScalp(GridSurface head)
    {
        if (_id.HairStyle == HairStyle.Bald) return;
        var (length, lift, curl) = _id.HairStyle switch
        {
            HairStyle.Buzz => (0.35f, 0.3f, 0f),
            HairStyle.Curly => (1.2f + 0.6f * _id.HairVolume, 0.5f, 0.3f),
            HairStyle.Short or HairStyle.SidePart or HairStyle.Fringe => (2 + 1.5f * _id.HairVolume, 0.5f, 0.15f * _id.HairWave),
            HairStyle.TiedBack => (3.5f, 0.15f, 0.05f),
            _ => (5, 0.25f, 0.3f * _id.HairWave),
        };
        var rows = HeadGrid.Instance.Row(-9);
        for (var i = 0; i < _count; i++)
        {
            var random = new CounterRandom(_seed, ScalpStream, (ulong)i);
            float row = rows * MathF.Sqrt(random.Unit()), column = head.Columns * random.Unit();
            var root = head.At(row, column);
            // A tenth of the hairs is not combed, and some grow before the line.
            if (root.Hair < -0.15f + 0.5f * random.Unit() || root.Normal.Z < -0.3f) continue;
            var stray = random.Chance(0.06f) ? 0.8f : 0.22f;
            Grow(head, row, column, length * random.Range(0.5f, 1.2f), lift * random.Range(0.1f, 1), curl, stray, ref random);
        }
    }

    /// <summary>Hair that hangs.</summary>
    public void DrawHanging(GridSurface curtain)
    {
        for (var i = 0; i < _count; i++)
        {
            var random = new CounterRandom(_seed, HangingStream, (ulong)i);
            float row = curtain.Rows * random.Unit(), column = curtain.Columns * random.Unit();
            if (curtain.At(row, column).Normal.Z < -0.6f) continue;
            Grow(curtain, row, column, random.Range(3, 7), random.Range(0.1f, 0.45f), 0.35f * _id.HairWave, random.Chance(0.12f) ? 0.5f : 0.1f, ref random);
        }
    }

    private void Grow(GridSurface surface, float row, float column, float length, float lift, float curl, float stray, ref CounterRandom random)
    {
        const int Steps = 5;
        var point = surface.At(row, column);
        var bright = 0.45f + 0.95f * random.Unit();
        var color = random.Chance(_id.GreyHair) ? _grey : _color;
        var astray = new Vector3(random.Bell(), random.Bell(), random.Bell()) * stray;
        var (phase, turn) = (random.Range(0, MathF.Tau), random.Range(1.2f, 2.2f));
        var from = point.Position;
        var fromColor = Shade(point, Vector3.UnitY, color * (bright * 0.8f));
        for (var step = 1; step <= Steps; step++)
        {
            var t = step / (float)Steps;
            var comb = _canvas.Frame.Camera.Rotate(Comb(_canvas.Frame.Camera.Back(point.Position), t)) + astray;
            var walk = point.Walk(comb * (length / Steps));
            row += Math.Clamp(walk.X, -FarthestWalk, FarthestWalk);
            column += Math.Clamp(walk.Y, -FarthestWalk, FarthestWalk);
            point = surface.At(row, column);
            if (point.Hair < -0.6f && stray < 0.5f) break;
            var (sin, cos) = MathF.SinCos(phase + turn * step);
            var to = point.Position + point.Normal * (lift * t + curl * (1 + sin)) + new Vector3(curl * cos, 0, 0);
            var shaded = Shade(point, to - from, color * bright);
            _canvas.Line(from, to, fromColor, shaded, _width * (step == Steps ? 0.35f : 0.7f));
            (from, fromColor) = (to, shaded);
        }
    }

    private Vector3 Comb(Vector3 at, float t)
    {
        var side = _id.PartLeft ? 1 : -1;
        var top = Step(3.5f, 7.5f, at.Y);
        var down = new Vector3(0.1f * at.X, -1, -0.25f);
        var crown = _id.HairStyle switch
        {
            HairStyle.SidePart or HairStyle.LongSidePart => new Vector3(side * (at.X * side > -3 ? 1 : -0.8f), -0.2f * t, -0.2f),
            HairStyle.Fringe or HairStyle.BobFringe => new Vector3(0.05f * at.X, -0.5f, at.Z > 0 ? 1 : -1),
            HairStyle.Bob or HairStyle.Long => new Vector3(at.X > 0 ? 1 : -1, -0.6f, 0),
            HairStyle.TiedBack => new Vector3(-0.1f * at.X, 0.3f, -1),
            _ => new Vector3(0.05f * at.X, 0.6f, -0.7f),
        };
        return Mix(_id.HairStyle == HairStyle.TiedBack ? crown : down, crown, top);
    }

    private Vector3 Shade(in SurfacePoint point, Vector3 along, Vector3 color)
    {
        var tangent = along / Math.Max(along.Length(), 1e-3f);
        var across = Dot(tangent, _light.Half);
        var band = Math.Max(1 - across * across, 0);
        band *= band;
        band *= band;
        var lit = _shadows.Lit(point.Position);
        var shine = 0.12f * band * band * _light.Specular * lit;
        return color * _light.Plain(point.Normal, 0.3f + 0.7f * point.Light, lit) + (color + new Vector3(0.08f)) * shine;
    }
}
