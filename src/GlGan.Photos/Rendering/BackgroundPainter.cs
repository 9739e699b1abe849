using System.Numerics;
using GlGan.Foundation;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>Paints the background: a gradient and out-of-focus discs.</summary>
internal sealed class BackgroundPainter
{
    private const int Blobs = 7;

    private readonly Vector3 _first, _second;
    private readonly Vector2 _direction;
    private readonly Vector3[] _places = [], _colors = [];

    public BackgroundPainter(FaceBackground background)
    {
        (_first, _second) = (background.First.Linear, background.Second.Linear);
        var (sin, cos) = MathF.SinCos(background.Angle * (MathF.PI / 180));
        _direction = new Vector2(cos, sin);
        if (background.Clutter <= 0) return;
        var random = new CounterRandom(0, 3, (uint)background.Pattern);
        (_places, _colors) = (new Vector3[Blobs], new Vector3[Blobs]);
        for (var i = 0; i < Blobs; i++)
        {
            _places[i] = new Vector3(random.Range(-0.1f, 1.1f), random.Range(-0.1f, 1.1f), random.Range(0.08f, 0.4f));
            _colors[i] = new Vector3(random.Bell(), random.Bell(), random.Bell()) * (0.9f * background.Clutter);
        }
    }

    /// <summary>Linear colour at a place of the image, from (0, 0) at the top left to (1, 1).</summary>
    public Vector3 At(float x, float y)
    {
        var along = 0.5f + 0.7f * ((x - 0.5f) * _direction.X + (y - 0.5f) * _direction.Y);
        var color = Mix(_first, _second, Math.Clamp(along, 0, 1));
        for (var i = 0; i < _places.Length; i++)
        {
            float dx = x - _places[i].X, dy = y - _places[i].Y, radius = _places[i].Z;
            var distance = dx * dx + dy * dy;
            if (distance < radius * radius) color *= Vector3.One + _colors[i] * Step(1, 0.75f, distance / (radius * radius));
        }

        return Vector3.Max(color, new Vector3(0.004f));
    }
}
