using System.Numerics;
using GlGan.FeatureTraining.People;
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
        using var bitmap = Drawing.Sheet(Size);
        using var canvas = new SKCanvas(bitmap);
        new Clutter(canvas, Size).Background(ref random);
        List<SceneFace> faces = [];
        for (var i = random.Chance(0.15f) ? 0 : 1 + random.Below(MostFaces); i > 0; i--) Add(canvas, people[random.Below(people.Count)], faces, ref random);
        canvas.Flush();
        var image = SceneDamage.Apply(Drawing.Pixels(bitmap), ref random);
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
            var middle = warped.Middle;
            var move = Matrix3x2.CreateTranslation(-middle) * Matrix3x2.CreateScale(scale * (isMirrored ? -1 : 1), scale * MathF.Exp(0.08f * random.Bell()))
                * Matrix3x2.CreateRotation(turn * MathF.PI / 180) * Matrix3x2.CreateTranslation(place);
            var landmarks = (isMirrored ? warped.Renamed() : warped).Map(point => Vector2.Transform(point, move));
            var face = new SceneFace(landmarks, side, MathF.Abs(turn) <= 45);
            if (faces.Exists(other => Vector2.Distance(other.Middle, face.Middle) < 0.75f * MathF.Max(side, other.Side))) continue;
            new PersonPainter(canvas).Draw(person, warp, move, ref random);
            if (random.Chance(0.15f)) new PersonPainter(canvas).Occlude(face.Middle, face.Side, ref random);
            faces.Add(face);
            return;
        }
    }
}
