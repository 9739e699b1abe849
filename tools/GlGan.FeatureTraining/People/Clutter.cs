using System.Numerics;
using System.Runtime.InteropServices;
using GlGan.Foundation;
using GlGan.Rendering;
using SkiaSharp;

namespace GlGan.FeatureTraining.People;

/// <summary>Paints what is no face: textures, shapes, stripes, strokes like those of letters, leaves, and what resembles faces, such as pairs of dots and skin-coloured blobs.</summary>
/// <param name="canvas">Where it paints.</param>
/// <param name="size">Side of the canvas in pixels.</param>
internal sealed class Clutter(SKCanvas canvas, int size)
{
    /// <summary>Covers the whole canvas: with clutter, or with the scenes before which people are rendered.</summary>
    internal void Background(ref CounterRandom random)
    {
        if (random.Chance(0.4f))
        {
            World(ref random);
            for (var i = random.Chance(0.5f) ? 0 : random.Below(8); i > 0; i--) Thing(ref random);
            return;
        }

        using var paint = new SKPaint();
        using var gradient = SKShader.CreateLinearGradient(Point(ref random), Point(ref random), [Color(ref random), Color(ref random)], SKShaderTileMode.Mirror);
        paint.Shader = gradient;
        canvas.DrawPaint(paint);
        for (var i = random.Below(3); i > 0; i--) Texture(ref random);
        for (var i = random.Chance(0.2f) ? 0 : random.Below(30); i > 0; i--) Thing(ref random);
    }

    /// <summary>One thing of a random kind, size and place.</summary>
    internal void Thing(ref CounterRandom random)
    {
        var extent = size * 0.5f * MathF.Pow(random.Unit(), 2) + 3;
        canvas.Save();
        canvas.Translate(Point(ref random));
        canvas.RotateDegrees(random.Range(0, 360));
        switch (random.Below(9))
        {
            case 0: Shape(SKRect.Create(-extent, -extent * random.Range(0.1f, 1), 2 * extent, extent * random.Range(0.1f, 2)), ref random); break;
            case 1: Oval(extent, extent * random.Range(0.3f, 1), ref random); break;
            case 2: Stripes(extent, ref random); break;
            case 3: Letters(extent, ref random); break;
            case 4: Leaves(extent, ref random); break;
            case 5: Dots(extent, ref random); break;
            case 6: Blob(extent, ref random); break;
            case 7: Rings(extent, ref random); break;
            default: Polygon(extent, ref random); break;
        }

        canvas.Restore();
    }

    /// <summary>A paint of any colour, sometimes soft, sometimes an outline, sometimes a gradient.</summary>
    internal static SKPaint Paint(SKColor color, float extent, ref CounterRandom random)
    {
        var paint = new SKPaint { IsAntialias = true, Color = color };
        if (random.Chance(0.2f)) (paint.Style, paint.StrokeWidth) = (SKPaintStyle.Stroke, extent * random.Range(0.05f, 0.4f));
        if (random.Chance(0.5f))
            paint.Shader = SKShader.CreateLinearGradient(new SKPoint(-extent, 0), new SKPoint(extent, 0), [color, Shade(color, random.Range(0.3f, 1.6f))], SKShaderTileMode.Clamp);
        if (random.Chance(0.3f)) paint.MaskFilter = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, extent * random.Range(0.03f, 0.3f));
        return paint;
    }

    /// <summary>Any colour, greyish ones more often.</summary>
    internal static SKColor Color(ref CounterRandom random)
    {
        var strength = random.Chance(0.6f) ? 30 : 110;
        var grey = random.Range(10, 245);
        return new SKColor(Level(grey + strength * random.Bell()), Level(grey + 0.8f * strength * random.Bell()), Level(grey + strength * random.Bell()), (byte)random.Range(160, 255));
    }

    /// <summary>A colour as skin may have it.</summary>
    internal static SKColor Skin(ref CounterRandom random)
    {
        var light = random.Range(0.25f, 1);
        return new SKColor(Level(250 * light), Level(250 * light * random.Range(0.6f, 0.85f)), Level(250 * light * random.Range(0.4f, 0.75f)));
    }

    internal static SKColor Shade(SKColor color, float by) => new(Level(color.Red * by), Level(color.Green * by), Level(color.Blue * by), color.Alpha);

    private static byte Level(float value) => (byte)Math.Clamp(value, 0, 255);

    private SKPoint Point(ref CounterRandom random) => new(random.Range(0, size), random.Range(0, size));

    private void World(ref CounterRandom random)
    {
        var painter = new BackgroundPainter();
        painter.Prepare(WorldSampler.Background(ref random));
        var colors = new Vector3[size * size];
        for (var i = 0; i < colors.Length; i++) colors[i] = painter.At((i % size + 0.5f) / size, (i / size + 0.5f) / size);
        var world = Development.Develop(colors, size);
        using var bitmap = new SKBitmap(new SKImageInfo(size, size, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var pixels = MemoryMarshal.Cast<byte, uint>(bitmap.GetPixelSpan());
        for (var i = 0; i < pixels.Length; i++) pixels[i] = world.Pixels[3 * i] | (uint)world.Pixels[3 * i + 1] << 8 | (uint)world.Pixels[3 * i + 2] << 16 | 0xFF000000;
        using var picture = SKImage.FromBitmap(bitmap);
        canvas.DrawImage(picture, 0, 0, SKSamplingOptions.Default);
    }

    // Octaves of noise, in colours or greys.
    private void Texture(ref CounterRandom random)
    {
        float frequency = MathF.Exp(random.Range(-5, -1)), across = frequency * MathF.Exp(0.7f * random.Bell());
        var (octaves, seed) = (1 + random.Below(5), random.Below(10000));
        using var noise = random.Chance(0.6f) ? SKShader.CreatePerlinNoiseFractalNoise(frequency, across, octaves, seed) : SKShader.CreatePerlinNoiseTurbulence(frequency, across, octaves, seed);
        using var paint = new SKPaint { Shader = noise };
        var (contrast, isGrey) = (random.Range(0.5f, 3), random.Chance(0.5f));
        var rows = new float[20];
        for (var channel = 0; channel < 3; channel++)
        {
            rows[5 * channel + (isGrey ? 0 : channel)] = contrast;
            rows[5 * channel + 4] = 0.5f - 0.5f * contrast + 0.3f * random.Bell();
        }

        rows[19] = random.Range(0.2f, 0.9f);
        using var filter = SKColorFilter.CreateColorMatrix(rows);
        paint.ColorFilter = filter;
        canvas.DrawPaint(paint);
    }

    private void Shape(SKRect rectangle, ref CounterRandom random)
    {
        using var paint = Paint(Color(ref random), rectangle.Width, ref random);
        if (random.Chance(0.3f)) canvas.DrawRoundRect(rectangle, rectangle.Width / 5, rectangle.Width / 5, paint);
        else canvas.DrawRect(rectangle, paint);
    }

    private void Oval(float width, float height, ref CounterRandom random)
    {
        using var paint = Paint(random.Chance(0.3f) ? Skin(ref random) : Color(ref random), width, ref random);
        canvas.DrawOval(0, 0, width, height, paint);
    }

    private void Stripes(float extent, ref CounterRandom random)
    {
        using var paint = Paint(Color(ref random), extent, ref random);
        var (count, share, isGrid) = (2 + random.Below(10), random.Range(0.2f, 0.8f), random.Chance(0.3f));
        for (var i = 0; i < count; i++)
        {
            var place = -extent + 2 * extent * i / count;
            canvas.DrawRect(SKRect.Create(place, -extent, 2 * extent / count * share, 2 * extent), paint);
            if (isGrid) canvas.DrawRect(SKRect.Create(-extent, place, 2 * extent, 2 * extent / count * share), paint);
        }
    }

    private void Letters(float extent, ref CounterRandom random)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = Color(ref random), Style = SKPaintStyle.Stroke, StrokeWidth = MathF.Max(1, extent * random.Range(0.03f, 0.1f)) };
        var step = extent * random.Range(0.2f, 0.6f);
        for (var y = -extent; y < extent; y += 1.5f * step)
            for (var x = -extent; x < extent; x += step)
            {
                using var builder = new SKPathBuilder();
                builder.MoveTo(x, y);
                for (var i = random.Below(4); i > 0; i--)
                {
                    var (toX, toY) = (x + step * random.Range(0, 0.8f), y + step * random.Range(0, 1));
                    if (random.Chance(0.5f)) builder.LineTo(toX, toY);
                    else builder.QuadTo(x + step * random.Unit(), y + step * random.Unit(), toX, toY);
                }

                using var path = builder.Detach();
                canvas.DrawPath(path, paint);
            }
    }

    private void Leaves(float extent, ref CounterRandom random)
    {
        var color = random.Chance(0.7f) ? new SKColor((byte)random.Range(20, 120), (byte)random.Range(60, 180), (byte)random.Range(10, 90)) : Color(ref random);
        using var paint = new SKPaint { IsAntialias = true };
        for (var i = 10 + random.Below(60); i > 0; i--)
        {
            paint.Color = Shade(color, random.Range(0.4f, 1.5f));
            canvas.Save();
            canvas.Translate(extent * random.Bell(), extent * random.Bell());
            canvas.RotateDegrees(random.Range(0, 360));
            canvas.DrawOval(0, 0, extent * random.Range(0.05f, 0.3f), extent * random.Range(0.02f, 0.12f), paint);
            canvas.Restore();
        }
    }

    // Two or more dots in a row on something, as wheels, buttons and sockets have them.
    private void Dots(float extent, ref CounterRandom random)
    {
        using var ground = Paint(random.Chance(0.5f) ? Skin(ref random) : Color(ref random), extent, ref random);
        if (random.Chance(0.7f)) canvas.DrawOval(0, 0, extent, extent * random.Range(0.5f, 1.5f), ground);
        using var paint = Paint(random.Chance(0.6f) ? new SKColor(20, 20, 20) : Color(ref random), extent / 4, ref random);
        var (count, gap, radius, y) = (random.Chance(0.6f) ? 2 : 2 + random.Below(4), extent * random.Range(0.3f, 0.8f), extent * random.Range(0.06f, 0.3f), extent * random.Bell());
        for (var i = 0; i < count; i++) canvas.DrawCircle((i - (count - 1) / 2f) * gap, y, radius, paint);
        if (random.Chance(0.2f)) canvas.DrawRect(SKRect.Create(-gap, -y, 2 * gap, radius), paint);
    }

    // Bare skin with shading, as of arms, hands and backs.
    private void Blob(float extent, ref CounterRandom random)
    {
        using var paint = new SKPaint { IsAntialias = true };
        var skin = Skin(ref random);
        using var shading = SKShader.CreateRadialGradient(new SKPoint(extent * random.Bell(), extent * random.Bell()), 1.5f * extent, [Shade(skin, random.Range(1, 1.2f)), Shade(skin, random.Range(0.3f, 0.8f))], SKShaderTileMode.Clamp);
        paint.Shader = shading;
        for (var i = 1 + random.Below(4); i > 0; i--)
            canvas.DrawRoundRect(SKRect.Create(extent * random.Bell(0, 0.6f) - extent, extent * random.Bell(0, 0.6f), 2 * extent, extent * random.Range(0.2f, 1)), extent / 3, extent / 3, paint);
    }

    private void Rings(float extent, ref CounterRandom random)
    {
        for (var radius = extent; radius > 1; radius *= random.Range(0.4f, 0.9f))
        {
            using var paint = Paint(Color(ref random), radius, ref random);
            canvas.DrawCircle(0, 0, radius, paint);
        }
    }

    private void Polygon(float extent, ref CounterRandom random)
    {
        using var paint = Paint(Color(ref random), extent, ref random);
        using var builder = new SKPathBuilder();
        builder.MoveTo(extent * random.Bell(), extent * random.Bell());
        for (var i = 2 + random.Below(6); i > 0; i--) builder.LineTo(extent * random.Bell(), extent * random.Bell());
        builder.Close();
        using var path = builder.Detach();
        canvas.DrawPath(path, paint);
    }
}
