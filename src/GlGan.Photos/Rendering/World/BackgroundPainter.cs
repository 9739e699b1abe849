using System.Numerics;
using GlGan.Foundation;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>Paints the background: small, out of focus, and read between its pixels. Used again for one image after another.</summary>
internal sealed class BackgroundPainter
{
    private const int SharpSide = 80, BlurredSide = 48;
    private const float SharpBlur = 0.03f;

    private readonly ColorCanvas _canvas = new();
    private readonly ShapePainter _shapes;

    private Vector3 _first, _second;
    private Vector2 _direction;
    private bool _plain;

    public BackgroundPainter() => _shapes = new ShapePainter(_canvas);

    /// <summary>Paints what <see cref="At"/> shows from now on.</summary>
    public void Prepare(FaceBackground background)
    {
        (_first, _second) = (background.First.Linear, background.Second.Linear);
        var (sin, cos) = MathF.SinCos(background.Angle * (MathF.PI / 180));
        _direction = new Vector2(cos, sin);
        _plain = background.Scene == BackgroundScene.Plain;
        if (_plain) return;
        var random = new CounterRandom(0, 3, (uint)background.Pattern);
        var side = background.Blur < SharpBlur ? SharpSide : BlurredSide;
        _canvas.Resize(side, side);
        // A little tilted and enlarged, as by a hand that holds the camera.
        var (tiltSin, tiltCos) = MathF.SinCos(0.06f * random.Bell());
        var scale = side * random.Range(1, 1.3f);
        var right = new Vector2(tiltCos, tiltSin) * scale;
        var middle = 0.5f * (side - 1);
        _shapes.Frame(new Vector2(middle - 0.5f * (right.X - right.Y), middle - 0.5f * (right.Y + right.X)), right);
        var scene = new SceneColors(_first, _second, background.Clutter, (uint)background.Pattern);
        Paint(background.Scene, scene, ref random);
        Light(side, random.Range(0, 0.45f), random.Range(0, 0.35f), scene.Seed);
        _canvas.Defocus(background.Blur * side);
    }

    /// <summary>Linear colour at a place of the image, from (0, 0) at the top left to (1, 1).</summary>
    public Vector3 At(float x, float y)
    {
        if (_plain) return Vector3.Max(Mix(_first, _second, Along(x, y)), new Vector3(0.004f));
        var color = _canvas.Sample(x * _canvas.Width - 0.5f, y * _canvas.Height - 0.5f);
        return Vector3.Max(new Vector3(color.X, color.Y, color.Z), new Vector3(0.004f));
    }

    private float Along(float x, float y) => Math.Clamp(0.5f + 0.7f * ((x - 0.5f) * _direction.X + (y - 0.5f) * _direction.Y), 0, 1);

    private void Paint(BackgroundScene scene, in SceneColors colors, ref CounterRandom random)
    {
        switch (scene)
        {
            case BackgroundScene.Wall: WallScene.Paint(_shapes, colors, ref random); break;
            case BackgroundScene.Backdrop: BackdropScene.Paint(_shapes, colors, ref random); break;
            case BackgroundScene.Window: WindowScene.Paint(_shapes, colors, ref random); break;
            case BackgroundScene.Room: RoomScene.Paint(_shapes, colors, ref random); break;
            case BackgroundScene.Shelves: ShelvesScene.Paint(_shapes, colors, ref random); break;
            case BackgroundScene.Foliage: FoliageScene.Paint(_shapes, colors, ref random); break;
            case BackgroundScene.Landscape: LandscapeScene.Paint(_shapes, colors, ref random); break;
            case BackgroundScene.Street: StreetScene.Paint(_shapes, colors, ref random); break;
            case BackgroundScene.Curtain: CurtainScene.Paint(_shapes, colors, ref random); break;
            default: StageScene.Paint(_shapes, colors, ref random); break;
        }
    }

    /// <summary>Light that falls off to one side and towards the corners, a little uneven in between.</summary>
    private void Light(int side, float falling, float corners, uint seed)
    {
        for (var y = 0; y < side; y++)
        {
            var row = _canvas.Row(y);
            for (var x = 0; x < side; x++)
            {
                float u = (x + 0.5f) / side, v = (y + 0.5f) / side, middle = 2 * ((u - 0.5f) * (u - 0.5f) + (v - 0.5f) * (v - 0.5f));
                var uneven = 0.92f + 0.16f * Noise(5.3f * u, 5.3f * v, seed) + 0.08f * (Noise(31 * u, 31 * v, seed + 1) - 0.5f);
                row[x] *= (1 + falling * (2 * Along(u, v) - 1)) * (1 - corners * middle) * uneven;
            }
        }
    }
}
