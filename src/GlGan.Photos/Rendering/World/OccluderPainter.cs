using System.Numerics;
using GlGan.Foundation;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>Paints what is in front of a face, and the shadow it casts on it. Used again for one image after another, by one thread at a time.</summary>
internal sealed class OccluderPainter
{
    private const float ShadowOffset = 0.9f, ShadowBlur = 0.5f;

    private readonly ColorCanvas _layer = new(), _shadow = new();
    private readonly ShapePainter _shapes;

    public OccluderPainter() => _shapes = new ShapePainter(_layer);

    /// <summary>Paints over a square linear image.</summary>
    /// <param name="occluder">What is painted; with <see cref="OccluderKind.None"/> nothing is written.</param>
    /// <param name="setting">The face.</param>
    /// <param name="size">Side of the image in pixels.</param>
    /// <param name="color">The linear image, <c>size · size</c> pixels in rows; painted over.</param>
    /// <param name="coverage">How much of each pixel the occluder covers, 0 to 1; written where there is one, the caller clears it.</param>
    public void Paint(FaceOccluder occluder, in OccluderSetting setting, int size, Span<Vector3> color, Span<float> coverage)
    {
        if (occluder.Kind == OccluderKind.None) return;
        _layer.Resize(size, size);
        _layer.Clear(Vector4.Zero);
        var centimetre = setting.Frame(_shapes);
        var random = new CounterRandom(0, 4, (uint)occluder.Pattern);
        Draw(occluder, setting, ref random);
        _layer.Blur(occluder.Blur * size);
        var (dx, dy) = CastShadow(setting.Light.Direction, centimetre);
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                var at = y * size + x;
                var pixel = _layer.Pixels[at];
                var place = _shapes.Place(x, y);
                var face = Step(1.15f, 0.85f, place.X * place.X / (8.5f * 8.5f) + place.Y * place.Y / (11 * 11));
                var dark = face > 0 ? 0.55f * face * _shadow.Sample(x + dx, y + dy).W : 0;
                color[at] = color[at] * ((1 - dark) * (1 - pixel.W)) + new Vector3(pixel.X, pixel.Y, pixel.Z);
                coverage[at] = pixel.W;
            }
        }
    }

    private void Draw(FaceOccluder occluder, in OccluderSetting setting, ref CounterRandom random)
    {
        switch (occluder.Kind)
        {
            case OccluderKind.Hand: HandPainter.Pose(_shapes, occluder, setting, ref random); break;
            case OccluderKind.Phone: HeldThings.Phone(_shapes, occluder, setting, ref random); break;
            case OccluderKind.Cup: HeldThings.Cup(_shapes, occluder, setting, ref random); break;
            case OccluderKind.Microphone: HeldThings.Microphone(_shapes, occluder, setting, ref random); break;
            case OccluderKind.Scarf: SoftThings.Scarf(_shapes, occluder, setting, ref random); break;
            case OccluderKind.Arm: SoftThings.Arm(_shapes, occluder, setting, ref random); break;
            default: SoftThings.Strand(_shapes, occluder, setting, ref random); break;
        }
    }

    /// <summary>The layer's coverage, softened; and where a pixel of the face meets the ray to the light in it, relative to the pixel.</summary>
    private (float X, float Y) CastShadow(Vector3 light, float centimetre)
    {
        _shadow.Resize(_layer.Width, _layer.Height);
        _layer.Pixels.AsSpan(0, _layer.Width * _layer.Height).CopyTo(_shadow.Pixels);
        _shadow.Blur(ShadowBlur * centimetre);
        return (light.X * ShadowOffset * centimetre, -light.Y * ShadowOffset * centimetre);
    }
}
