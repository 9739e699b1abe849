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
    private const int MostFaces = 5, Attempts = 3;
    private const float Smallest = 18, Largest = 56;
    private const byte Beyond = 128;

    /// <summary>The scene of a number.</summary>
    internal static Scene Compose(IReadOnlyList<Cutout> people, ulong seed, long number)
    {
        var random = new CounterRandom(seed, Stream, (ulong)number);
        using var bitmap = new SKBitmap(new SKImageInfo(Size, Size, SKColorType.Rgba8888, SKAlphaType.Premul));
        using var canvas = new SKCanvas(bitmap);
        new Clutter(canvas, Size).Background(ref random);
        List<SceneFace> faces = [];
        for (var i = random.Chance(0.15f) ? 0 : 1 + random.Below(MostFaces); i > 0; i--) Add(canvas, people[random.Below(people.Count)], faces, ref random);
        canvas.Flush();
        var image = SceneDamage.Apply(Pixels(bitmap), ref random);
        return faces.Find(face => face is { IsUpright: true, Side: > Smallest and < Largest }) is { } face && random.Chance(0.35f) ? Framed(image, faces, face, ref random) : new Scene(image, faces);
    }

    // A photo that ends near a face, and beyond it what detectors fill up with.
    private static Scene Framed(ImageBuffer image, List<SceneFace> faces, SceneFace face, ref CounterRandom random)
    {
        var isTight = random.Chance(0.5f);
        float left = Edge(-1, face.Middle.X, ref random), right = Edge(1, face.Middle.X, ref random), top = Edge(-1, face.Middle.Y, ref random), bottom = Edge(1, face.Middle.Y, ref random);
        for (var y = 0; y < Size; y++)
            for (var x = 0; x < Size; x++)
                if (x < left || x > right || y < top || y > bottom) image.Row(y).Slice(3 * x, 3).Fill(Beyond);
        return new Scene(image, [.. faces.Where(other => other.Middle.X >= left && other.Middle.X <= right && other.Middle.Y >= top && other.Middle.Y <= bottom)]);

        float Edge(int side, float middle, ref CounterRandom draw) => middle + side * face.Side * (isTight ? draw.Range(0.32f, 0.7f) : draw.Chance(0.3f) ? Size : draw.Range(0.35f, 1.2f));
    }

    // Most faces have a size that the network should find; smaller and larger ones are those of other copies of a photo.
    private static float Side(ref CounterRandom random) => random.Unit() switch
    {
        < 0.72f => MathF.Exp(random.Range(MathF.Log(Smallest), MathF.Log(Largest))),
        < 0.82f => random.Range(8, Smallest),
        _ => MathF.Exp(random.Range(MathF.Log(Largest), MathF.Log(200))),
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
            using var warp = new CutoutWarp(ref random);
            var warped = person.Landmarks.Map(warp.Map);
            var middle = FaceCandidate.Middle(warped);
            var move = Matrix3x2.CreateTranslation(-middle) * Matrix3x2.CreateScale(scale * (isMirrored ? -1 : 1), scale * MathF.Exp(0.08f * random.Bell()))
                * Matrix3x2.CreateRotation(turn * MathF.PI / 180) * Matrix3x2.CreateTranslation(place);
            var landmarks = (isMirrored ? Renamed(warped) : warped).Map(point => Vector2.Transform(point, move));
            var face = new SceneFace(landmarks, side, MathF.Abs(turn) <= 45);
            if (faces.Exists(other => Vector2.Distance(other.Middle, face.Middle) < 0.75f * MathF.Max(side, other.Side))) continue;
            Draw(canvas, person, warp, move, ref random);
            if (random.Chance(0.15f)) Occlude(canvas, face, ref random);
            faces.Add(face);
            return;
        }
    }

    private static void Draw(SKCanvas canvas, Cutout person, CutoutWarp warp, Matrix3x2 move, ref CounterRandom random)
    {
        canvas.Save();
        // Skia has pixel centres at halves.
        canvas.Translate(0.5f, 0.5f);
        canvas.Concat(new SKMatrix(move.M11, move.M21, move.M31, move.M12, move.M22, move.M32, 0, 0, 1));
        canvas.Translate(-0.5f, -0.5f);
        if (random.Chance(0.6f)) Torso(canvas, person.Landmarks, ref random);
        using var filter = SKColorFilter.CreateColorMatrix(Recoloring(ref random));
        using var picture = person.Image.ToShader(SKShaderTileMode.Decal, SKShaderTileMode.Decal, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var paint = new SKPaint { IsAntialias = true, ColorFilter = filter, Shader = picture };
        if (random.Chance(0.3f)) Hair(canvas, person.Landmarks, ref random);
        warp.Draw(canvas, paint);
        if (random.Chance(0.25f)) Pattern(canvas, picture, warp, ref random);
        if (random.Chance(0.2f)) Hat(canvas, person.Landmarks.Map(warp.Map), ref random);
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

    // More hair behind the head than the renderer gives it.
    private static void Hair(SKCanvas canvas, FaceLandmarks landmarks, ref CounterRandom random)
    {
        var color = random.Chance(0.5f) ? Clutter.Shade(new SKColor(150, 100, 60), random.Range(0.1f, 1.5f)) : Clutter.Color(ref random);
        using var paint = Clutter.Paint(color, Cutout.Side / 2, ref random);
        paint.Style = SKPaintStyle.Fill;
        float half = Cutout.Side * random.Range(0.45f, 0.75f), above = Cutout.Side * random.Range(0.4f, 0.75f), middle = (landmarks.LeftEye.X + landmarks.RightEye.X) / 2;
        canvas.DrawRoundRect(SKRect.Create(middle - half, landmarks.LeftEye.Y - above, 2 * half, above + Cutout.Side * random.Range(0.2f, 1.2f)), half * random.Range(0.5f, 1), above * random.Range(0.4f, 1), paint);
    }

    // Hair, a hat or a hood that ends somewhere above the eyes.
    private static void Hat(SKCanvas canvas, FaceLandmarks landmarks, ref CounterRandom random)
    {
        using var paint = Clutter.Paint(Clutter.Color(ref random), Cutout.Side / 2, ref random);
        paint.Style = SKPaintStyle.Fill;
        float half = Cutout.Side * random.Range(0.4f, 0.8f), height = Cutout.Side * random.Range(0.3f, 0.7f), middle = (landmarks.LeftEye.X + landmarks.RightEye.X) / 2;
        var edge = Math.Min(landmarks.LeftEye.Y, landmarks.RightEye.Y) - Cutout.Side * random.Range(0.15f, 0.4f);
        canvas.DrawRoundRect(SKRect.Create(middle - half, edge - height, 2 * half, height), half * random.Range(0.2f, 1), height * random.Range(0.1f, 0.5f), paint);
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
    private static void Pattern(SKCanvas canvas, SKShader picture, CutoutWarp warp, ref CounterRandom random)
    {
        float frequency = MathF.Exp(random.Range(-5, -1.5f)), strength = random.Range(0.2f, 0.7f);
        using var noise = SKShader.CreatePerlinNoiseFractalNoise(frequency, frequency, 1 + random.Below(4), random.Below(10000));
        using var contrast = SKColorFilter.CreateColorMatrix([2, 0, 0, 0, -0.5f, 2, 0, 0, 0, -0.5f, 2, 0, 0, 0, -0.5f, 0, 0, 0, 0, strength]);
        using var texture = noise.WithColorFilter(contrast);
        using var masked = SKShader.CreateCompose(picture, texture, SKBlendMode.SrcIn);
        using var paint = new SKPaint { Shader = masked, BlendMode = random.Chance(0.5f) ? SKBlendMode.Overlay : SKBlendMode.SoftLight };
        warp.Draw(canvas, paint);
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
