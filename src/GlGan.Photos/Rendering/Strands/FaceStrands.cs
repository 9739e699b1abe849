using System.Numerics;
using GlGan.Foundation;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>Single hairs of the face: brows, lashes and beard.</summary>
internal readonly struct FaceStrands(FaceMesh mesh, FaceView view, FaceLighting light, ShadowMap shadows, StrandCanvas canvas)
{
    private const ulong BrowStream = 23, LashStream = 24, BeardStream = 25;
    private const float LashWidth = 0.045f, BrowWidth = 0.06f, BeardWidth = 0.07f;

    private readonly FaceTraits _traits = mesh.Traits!;
    private readonly FaceIdentity _id = mesh.Traits!.Identity;
    private readonly StrandCanvas _canvas = canvas;

    public void Draw(GridSurface head)
    {
        Brows(head);
        if (_id.FacialHair != FacialHair.None) Beard(head);
        Lashes(head);
    }

    private void Brows(GridSurface head)
    {
        var color = _id.Brow.Linear;
        var count = (int)(130 * _id.BrowDensity * (1 + 0.6f * _id.BrowThickness));
        for (var i = 0; i < 2 * count; i++)
        {
            var random = new CounterRandom(mesh.Seed, BrowStream, (ulong)i);
            float side = i % 2 == 0 ? -1 : 1, ax = random.Range(0.7f, 5);
            var (middle, half) = _traits.Brow(ax);
            if (half < 0.03f) continue;
            var across = 1.7f * random.Unit() - 0.85f;
            var point = On(head, side * ax, middle + half * across);
            if (point.Normal.Z < -0.1f) continue;
            // Hairs rise at the inner end and lie down towards the temple.
            var outwards = Step(0.8f, 2.6f, ax);
            var direction = new Vector3(side * Mix(0.5f, 1, outwards), Mix(0.5f, 0.1f - 0.4f * across, outwards), 0.25f) + 0.25f * new Vector3(random.Bell(), random.Bell(), 0);
            Hair(point, direction, random.Range(0.3f, 0.55f) * Mix(0.7f, 1, outwards), color * random.Range(0.6f, 1.4f), BrowWidth);
        }
    }

    private void Beard(GridSurface head)
    {
        var isStubble = _id.FacialHair == FacialHair.Stubble;
        var color = Mix(_id.Brow.Linear, _id.Hair.Linear, 0.5f);
        var length = isStubble ? 0.18f : 0.5f + 0.7f * _id.FacialHairDensity;
        var count = (int)((isStubble ? 500 : 700) * (0.4f + 0.6f * _id.FacialHairDensity));
        for (var i = 0; i < count; i++)
        {
            var random = new CounterRandom(mesh.Seed, BeardStream, (ulong)i);
            float x = random.Range(-7, 7), y = random.Range(-13, -4.6f);
            if (_traits.Beard(x, y) < random.Range(0.1f, 0.9f)) continue;
            var point = On(head, x, y);
            if (point.Normal.Z < -0.1f) continue;
            var direction = new Vector3(0.12f * x, -1, 0.5f) + 0.5f * new Vector3(random.Bell(), random.Bell(), random.Bell());
            Hair(point, direction, length * random.Range(0.5f, 1), color * random.Range(0.5f, 1.7f), BeardWidth * (isStubble ? 0.6f : 1));
        }
    }

    private void Lashes(GridSurface head)
    {
        var color = Mix(_id.Brow.Linear, new Vector3(0.012f, 0.009f, 0.008f), 0.7f);
        const int Count = 34;
        for (var i = 0; i < 2 * Count; i++)
        {
            var random = new CounterRandom(mesh.Seed, LashStream, (ulong)i);
            float side = i % 2 == 0 ? -1 : 1, across = random.Range(-0.75f, 1);
            var (upper, lower) = _traits.Lids(across, view.Expression.Blink, Math.Max(view.Expression.Smile, 0));
            var isUpper = random.Chance(0.65f);
            var point = On(head, side * (_traits.EyeX + across * _traits.EyeHalfWidth), isUpper ? upper + 0.03f : lower - 0.03f);
            if (point.Normal.Z < -0.1f) continue;
            var direction = new Vector3(side * (0.25f + 0.6f * across), isUpper ? Mix(0.75f, -0.5f, view.Expression.Blink) : -0.55f, 0.75f);
            Hair(point, direction, (isUpper ? 0.55f + 0.35f * _id.Lashes : 0.3f) * random.Range(0.7f, 1), color, LashWidth * (0.7f + 0.6f * _id.Lashes));
        }
    }

    private void Hair(in SurfacePoint root, Vector3 direction, float length, Vector3 color, float width)
    {
        var lit = color * light.Plain(root.Normal, 0.9f, shadows.Lit(root.Position)) + new Vector3(0.004f);
        var along = _canvas.Frame.Camera.Rotate(direction / direction.Length()) * length;
        var middle = root.Position + 0.55f * along;
        _canvas.Line(root.Position, middle, lit, lit, width);
        _canvas.Line(middle, root.Position + along - 0.06f * length * root.Normal, lit, lit, 0.5f * width);
    }

    private static SurfacePoint On(GridSurface head, float x, float y)
    {
        var (row, column) = HeadGrid.Instance.Find(x, y);
        return head.At(row, column);
    }
}
