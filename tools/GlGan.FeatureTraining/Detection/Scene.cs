using System.Numerics;
using System.Runtime.InteropServices;
using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Imaging;
using SkiaSharp;

namespace GlGan.FeatureTraining.Detection;

/// <summary>A picture to learn from: clutter, and rendered people of any size, colour and turn before it.</summary>
/// <param name="Image">The picture.</param>
/// <param name="Faces">Its faces.</param>
internal sealed record Scene(ImageBuffer Image, IReadOnlyList<SceneFace> Faces)
{
    /// <summary>Side of a scene in pixels.</summary>
    internal const int Size = 128;

    private const ulong Stream = 31;
    private const int MostFaces = 4, Attempts = 3;

    /// <summary>The scene of a number.</summary>
    internal static Scene Compose(IReadOnlyList<Cutout> people, ulong seed, long number)
    {
        var random = new CounterRandom(seed, Stream, (ulong)number);
        using var bitmap = new SKBitmap(new SKImageInfo(Size, Size, SKColorType.Rgba8888, SKAlphaType.Premul));
        using var canvas = new SKCanvas(bitmap);
        new Clutter(canvas, Size).Background(ref random);
        List<SceneFace> faces = [];
        for (var i = random.Chance(0.2f) ? 0 : 1 + random.Below(MostFaces); i > 0; i--) Add(canvas, people[random.Below(people.Count)], faces, ref random);
        canvas.Flush();
        return new Scene(SceneDamage.Apply(Pixels(bitmap), ref random), faces);
    }

    // Most faces have a size that the network should find; smaller and larger ones are those of other copies of a photo.
    private static float Side(ref CounterRandom random) => random.Unit() switch
    {
        < 0.72f => MathF.Exp(random.Range(MathF.Log(18), MathF.Log(56))),
        < 0.82f => random.Range(8, 18),
        _ => MathF.Exp(random.Range(MathF.Log(56), MathF.Log(200))),
    };

    private static float Turn(ref CounterRandom random) => random.Unit() switch
    {
        < 0.8f => 25 * random.Bell(),
        < 0.92f => random.Range(-45, 45),
        _ => 90 * (1 + random.Below(3)) + 20 * random.Bell(),
    };

    private static void Add(SKCanvas canvas, Cutout person, List<SceneFace> faces, ref CounterRandom random)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var (side, turn, isMirrored) = (Side(ref random), Turn(ref random), random.Chance(0.5f));
            var scale = side / Cutout.Side;
            var place = new Vector2(random.Range(0, Size), random.Range(0, Size));
            var middle = FaceCandidate.Middle(person.Landmarks);
            var move = Matrix3x2.CreateTranslation(-middle) * Matrix3x2.CreateScale(scale * (isMirrored ? -1 : 1), scale * MathF.Exp(0.08f * random.Bell()))
                * Matrix3x2.CreateRotation(turn * MathF.PI / 180) * Matrix3x2.CreateTranslation(place);
            var landmarks = (isMirrored ? Renamed(person.Landmarks) : person.Landmarks).Map(point => Vector2.Transform(point, move));
            var face = new SceneFace(landmarks, side, MathF.Abs(turn) <= 45);
            if (faces.Exists(other => Vector2.Distance(other.Middle, face.Middle) < 0.75f * MathF.Max(side, other.Side))) continue;
            Draw(canvas, person, move, side, ref random);
            if (random.Chance(0.15f)) Occlude(canvas, face, ref random);
            faces.Add(face);
            return;
        }
    }

    private static void Draw(SKCanvas canvas, Cutout person, Matrix3x2 move, float side, ref CounterRandom random)
    {
        canvas.Save();
        // Skia has pixel centres at halves.
        canvas.Translate(0.5f, 0.5f);
        canvas.Concat(new SKMatrix(move.M11, move.M21, move.M31, move.M12, move.M22, move.M32, 0, 0, 1));
        canvas.Translate(-0.5f, -0.5f);
        if (random.Chance(0.6f)) Torso(canvas, person.Landmarks, ref random);
        using var filter = SKColorFilter.CreateColorMatrix(Recoloring(ref random));
        using var paint = new SKPaint { IsAntialias = true, ColorFilter = filter };
        canvas.DrawImage(person.Image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear), paint);
        if (random.Chance(0.25f)) Pattern(canvas, person, ref random);
        canvas.Restore();
    }

    // Clothes under the neck, which ends there.
    private static void Torso(SKCanvas canvas, FaceLandmarks landmarks, ref CounterRandom random)
    {
        float x = landmarks.Nose.X, top = landmarks.MouthCenter.Y + Cutout.Side * random.Range(0.55f, 0.8f), half = Cutout.Side * random.Range(0.8f, 1.5f);
        using var paint = Clutter.Paint(Clutter.Color(ref random), half, ref random);
        paint.Style = SKPaintStyle.Fill;
        canvas.DrawRoundRect(SKRect.Create(x - half, top, 2 * half, 4 * half), half * random.Range(0.3f, 1), half * random.Range(0.2f, 0.6f), paint);
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
    private static void Pattern(SKCanvas canvas, Cutout person, ref CounterRandom random)
    {
        float frequency = MathF.Exp(random.Range(-5, -1.5f)), strength = random.Range(0.2f, 0.7f);
        using var noise = SKShader.CreatePerlinNoiseFractalNoise(frequency, frequency, 1 + random.Below(4), random.Below(10000));
        using var contrast = SKColorFilter.CreateColorMatrix([2, 0, 0, 0, -0.5f, 2, 0, 0, 0, -0.5f, 2, 0, 0, 0, -0.5f, 0, 0, 0, 0, strength]);
        using var texture = noise.WithColorFilter(contrast);
        using var mask = person.Image.ToShader(SKShaderTileMode.Decal, SKShaderTileMode.Decal);
        using var masked = SKShader.CreateCompose(mask, texture, SKBlendMode.SrcIn);
        using var paint = new SKPaint { Shader = masked, BlendMode = random.Chance(0.5f) ? SKBlendMode.Overlay : SKBlendMode.SoftLight };
        canvas.DrawRect(SKRect.Create(Cutout.ImageSize, Cutout.ImageSize), paint);
    }

    // Something before a part of the face, which is still found.
    private static void Occlude(SKCanvas canvas, SceneFace face, ref CounterRandom random)
    {
        using var paint = Clutter.Paint(random.Chance(0.5f) ? Clutter.Skin(ref random) : Clutter.Color(ref random), face.Side / 2, ref random);
        paint.Style = SKPaintStyle.Fill;
        var (angle, distance) = (random.Range(0, MathF.Tau), face.Side * random.Range(0.35f, 0.6f));
        canvas.Save();
        canvas.Translate(face.Middle.X + distance * MathF.Cos(angle), face.Middle.Y + distance * MathF.Sin(angle));
        canvas.RotateDegrees(random.Range(0, 360));
        canvas.DrawRoundRect(SKRect.Create(-face.Side / 2, -face.Side * 0.2f, face.Side, face.Side * random.Range(0.2f, 0.5f)), face.Side / 8, face.Side / 8, paint);
        canvas.Restore();
    }

    private static FaceLandmarks Renamed(FaceLandmarks landmarks) => new(landmarks.RightEye, landmarks.LeftEye, landmarks.Nose, landmarks.RightMouth, landmarks.LeftMouth);

    private static ImageBuffer Pixels(SKBitmap bitmap)
    {
        var image = new ImageBuffer(Size, Size);
        var pixels = MemoryMarshal.Cast<byte, uint>(bitmap.GetPixelSpan());
        for (var i = 0; i < pixels.Length; i++)
        {
            var pixel = pixels[i];
            (image.Pixels[3 * i], image.Pixels[3 * i + 1], image.Pixels[3 * i + 2]) = ((byte)pixel, (byte)(pixel >> 8), (byte)(pixel >> 16));
        }

        return image;
    }
}
