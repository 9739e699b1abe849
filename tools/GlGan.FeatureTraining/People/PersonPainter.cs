using System.Numerics;
using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Rendering;
using SkiaSharp;

namespace GlGan.FeatureTraining.People;

/// <summary>Draws people that are cut out, with what the renderer does not give them: clothes, more hair, hats, other colours, dirt and things before the face.</summary>
/// <param name="canvas">Where it draws.</param>
/// <param name="labels">Where it writes what each pixel shows, by <see cref="PartColor"/>; <see langword="null"/> where nobody asks.</param>
internal sealed class PersonPainter(SKCanvas canvas, SKCanvas? labels = null)
{
    /// <summary>Draws a person.</summary>
    /// <param name="person">The person.</param>
    /// <param name="warp">How the person is bent.</param>
    /// <param name="move">Where its pixels lie in the picture; pixel centres at integers.</param>
    /// <param name="random">What decides.</param>
    internal void Draw(Cutout person, CutoutWarp warp, Matrix3x2 move, ref CounterRandom random)
    {
        canvas.Save();
        labels?.Save();
        Place(canvas, move);
        if (labels is not null) Place(labels, move);
        if (random.Chance(0.6f)) Torso(person.Landmarks, ref random);
        using var filter = SKColorFilter.CreateColorMatrix(Recoloring(ref random));
        using var picture = person.Image.ToShader(SKShaderTileMode.Decal, SKShaderTileMode.Decal, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var paint = new SKPaint { IsAntialias = true, ColorFilter = filter, Shader = picture };
        if (random.Chance(0.3f)) Hair(person.Landmarks, ref random);
        warp.Draw(canvas, paint);
        if (labels is not null) Label(labels, person, warp);
        if (random.Chance(0.25f)) Pattern(picture, warp, ref random);
        if (random.Chance(0.2f)) Hat(person.Landmarks.Map(warp.Map), ref random);
        canvas.Restore();
        labels?.Restore();
    }

    /// <summary>Puts something before a part of a face, which is still found.</summary>
    /// <param name="middle">Middle of the face in pixels.</param>
    /// <param name="side">Its side.</param>
    /// <param name="random">What decides.</param>
    internal void Occlude(Vector2 middle, float side, ref CounterRandom random)
    {
        using var paint = Filled(random.Chance(0.5f) ? Clutter.Skin(ref random) : Clutter.Color(ref random), side / 2, ref random);
        var (angle, distance, turn, height) = (random.Range(0, MathF.Tau), side * random.Range(0.35f, 0.6f), random.Range(0, 360), side * random.Range(0.2f, 0.5f));
        canvas.Save();
        labels?.Save();
        Turn(canvas);
        if (labels is not null) Turn(labels);
        Fill(SKRect.Create(-side / 2, -side * 0.2f, side, height), side / 8, side / 8, paint, FacePart.Occluder);
        canvas.Restore();
        labels?.Restore();

        void Turn(SKCanvas target)
        {
            target.Translate(middle.X + distance * MathF.Cos(angle), middle.Y + distance * MathF.Sin(angle));
            target.RotateDegrees(turn);
        }
    }

    // Skia has pixel centres at halves.
    private static void Place(SKCanvas target, Matrix3x2 move)
    {
        target.Translate(0.5f, 0.5f);
        target.Concat(new SKMatrix(move.M11, move.M21, move.M31, move.M12, move.M22, move.M32, 0, 0, 1));
        target.Translate(-0.5f, -0.5f);
    }

    private static void Label(SKCanvas target, Cutout person, CutoutWarp warp)
    {
        using var parts = person.Labels.ToShader(SKShaderTileMode.Decal, SKShaderTileMode.Decal, SKSamplingOptions.Default);
        using var paint = new SKPaint { Shader = parts };
        warp.Draw(target, paint);
    }

    private static SKPaint Filled(SKColor color, float extent, ref CounterRandom random)
    {
        var paint = Clutter.Paint(color, extent, ref random);
        paint.Style = SKPaintStyle.Fill;
        return paint;
    }

    private void Fill(SKRect rectangle, float across, float down, SKPaint paint, FacePart part)
    {
        canvas.DrawRoundRect(rectangle, across, down, paint);
        if (labels is null) return;
        using var label = new SKPaint { Color = PartColor.Of(part) };
        labels.DrawRoundRect(rectangle, across, down, label);
    }

    // Clothes under the neck, which ends there.
    private void Torso(FaceLandmarks landmarks, ref CounterRandom random)
    {
        float x = landmarks.Nose.X, top = landmarks.MouthCenter.Y + Cutout.Side * random.Range(0.55f, 0.8f), half = Cutout.Side * random.Range(0.8f, 1.5f);
        using var paint = Filled(Clutter.Color(ref random), half, ref random);
        Fill(SKRect.Create(x - half, top, 2 * half, 4 * half), half * random.Range(0.3f, 1), half * random.Range(0.2f, 0.6f), paint, FacePart.Clothes);
    }

    // More hair behind the head than the renderer gives it.
    private void Hair(FaceLandmarks landmarks, ref CounterRandom random)
    {
        var color = random.Chance(0.5f) ? Clutter.Shade(new SKColor(150, 100, 60), random.Range(0.1f, 1.5f)) : Clutter.Color(ref random);
        using var paint = Filled(color, Cutout.Side / 2, ref random);
        float half = Cutout.Side * random.Range(0.45f, 0.75f), above = Cutout.Side * random.Range(0.4f, 0.75f), middle = (landmarks.LeftEye.X + landmarks.RightEye.X) / 2;
        Fill(
            SKRect.Create(middle - half, landmarks.LeftEye.Y - above, 2 * half, above + Cutout.Side * random.Range(0.2f, 1.2f)),
            half * random.Range(0.5f, 1), above * random.Range(0.4f, 1), paint, FacePart.Hair);
    }

    // Hair, a hat or a hood that ends somewhere above the eyes.
    private void Hat(FaceLandmarks landmarks, ref CounterRandom random)
    {
        using var paint = Filled(Clutter.Color(ref random), Cutout.Side / 2, ref random);
        float half = Cutout.Side * random.Range(0.4f, 0.8f), height = Cutout.Side * random.Range(0.3f, 0.7f), middle = (landmarks.LeftEye.X + landmarks.RightEye.X) / 2;
        var edge = Math.Min(landmarks.LeftEye.Y, landmarks.RightEye.Y) - Cutout.Side * random.Range(0.15f, 0.4f);
        Fill(SKRect.Create(middle - half, edge - height, 2 * half, height), half * random.Range(0.2f, 1), height * random.Range(0.1f, 0.5f), paint, FacePart.Occluder);
    }

    // Skin, hair and light as the renderer never makes them.
    private static float[] Recoloring(ref CounterRandom random)
    {
        var grey = random.Chance(0.2f) ? random.Unit() : 0;
        var (contrast, light) = (MathF.Exp(0.4f * random.Bell()), MathF.Exp(0.35f * random.Bell()));
        ReadOnlySpan<float> weights = [0.299f, 0.587f, 0.114f];
        var rows = new float[20];
        for (var channel = 0; channel < 3; channel++)
        {
            var gain = contrast * light * MathF.Exp(0.25f * random.Bell());
            for (var source = 0; source < 3; source++) rows[5 * channel + source] = gain * (grey * weights[source] + (source == channel ? 1 - grey : 0));
            rows[5 * channel + 4] = 0.45f * (1 - contrast);
        }

        rows[18] = 1;
        return rows;
    }

    // Uneven light, dirt and texture over the head alone.
    private void Pattern(SKShader picture, CutoutWarp warp, ref CounterRandom random)
    {
        float frequency = MathF.Exp(random.Range(-5, -1.5f)), strength = random.Range(0.2f, 0.7f);
        using var noise = SKShader.CreatePerlinNoiseFractalNoise(frequency, frequency, 1 + random.Below(4), random.Below(10000));
        using var contrast = SKColorFilter.CreateColorMatrix([2, 0, 0, 0, -0.5f, 2, 0, 0, 0, -0.5f, 2, 0, 0, 0, -0.5f, 0, 0, 0, 0, strength]);
        using var texture = noise.WithColorFilter(contrast);
        using var masked = SKShader.CreateCompose(picture, texture, SKBlendMode.SrcIn);
        using var paint = new SKPaint { Shader = masked, BlendMode = random.Chance(0.5f) ? SKBlendMode.Overlay : SKBlendMode.SoftLight };
        warp.Draw(canvas, paint);
    }
}
