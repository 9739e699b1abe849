using System.Numerics;
using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Imaging;
using GlGan.Rendering;
using SkiaSharp;

namespace GlGan.FeatureTraining.People;

/// <summary>A picture of one person as it is cut out by a detector that is not exact: clutter, a rendered person about its middle, and what cameras do.</summary>
/// <param name="Image">The picture.</param>
/// <param name="Contours">The 68 landmarks in pixels.</param>
/// <param name="Parts">What each pixel shows, row by row.</param>
internal sealed record Portrait(ImageBuffer Image, FaceLandmarks68 Contours, FacePart[] Parts)
{
    private const ulong Stream = 41;

    /// <summary>The portrait of a number.</summary>
    /// <param name="people">Who may be on it.</param>
    /// <param name="size">Side of the picture.</param>
    /// <param name="side">Side of the face, about which it varies.</param>
    /// <param name="seed">Seed of all portraits.</param>
    /// <param name="number">Number of this one.</param>
    internal static Portrait Compose(IReadOnlyList<Cutout> people, int size, float side, ulong seed, long number)
    {
        var random = new CounterRandom(seed, Stream, (ulong)number);
        using SKBitmap bitmap = Drawing.Sheet(size), labels = Drawing.Sheet(size);
        using SKCanvas canvas = new(bitmap), parts = new(labels);
        new Clutter(canvas, size).Background(ref random);
        var person = people[random.Below(people.Count)];
        using var warp = new CutoutWarp(ref random);
        var (isMirrored, scale) = (random.Chance(0.5f), side / Cutout.Side * MathF.Exp(0.25f * random.Bell()));
        var turn = random.Chance(0.75f) ? 25 * random.Bell() : 50 * random.Bell();
        var place = new Vector2((size - 1) / 2f) + side * 0.2f * new Vector2(random.Bell(), random.Bell());
        var move = Matrix3x2.CreateTranslation(-person.Landmarks.Map(warp.Map).Middle)
            * Matrix3x2.CreateScale(isMirrored ? -scale : scale, scale * MathF.Exp(0.1f * random.Bell())) * Matrix3x2.CreateRotation(turn * MathF.PI / 180) * Matrix3x2.CreateTranslation(place);
        var painter = new PersonPainter(canvas, parts);
        painter.Draw(person, warp, move, ref random);
        if (random.Chance(0.2f)) painter.Occlude(place, side, ref random);
        canvas.Flush();
        parts.Flush();
        var image = SceneDamage.Apply(Drawing.Pixels(bitmap), ref random);
        var contours = person.Contours.Map(point => Vector2.Transform(warp.Map(point), move));
        return new Portrait(random.Chance(0.2f) ? Ending(image, side, ref random) : image, isMirrored ? contours.Renamed() : contours, PartColor.Read(labels));
    }

    /// <summary>The portraits of a step of a training.</summary>
    /// <param name="options">How many, and their seed.</param>
    /// <param name="step">The step.</param>
    /// <param name="compose">The portrait of a seed and a number.</param>
    internal static Portrait[] Batch(CutoutTrainingOptions options, long step, Func<ulong, long, Portrait> compose)
    {
        var portraits = new Portrait[options.BatchSize];
        Parallel.For(0, portraits.Length, slot => portraits[slot] = compose(options.Seed, step * portraits.Length + slot));
        return portraits;
    }

    // A photo that ends near the face: beyond its border detectors repeat it.
    private static ImageBuffer Ending(ImageBuffer image, float side, ref CounterRandom random)
    {
        var middle = image.Width / 2f;
        int left = Edge(-1, ref random), right = Edge(1, ref random), top = Edge(-1, ref random), bottom = Edge(1, ref random);
        var ending = new ImageBuffer(image.Width, image.Height);
        for (var y = 0; y < image.Height; y++)
            for (var x = 0; x < image.Width; x++)
                image.Row(Math.Clamp(y, top, bottom)).Slice(3 * Math.Clamp(x, left, right), 3).CopyTo(ending.Row(y).Slice(3 * x, 3));
        return ending;

        int Edge(int towards, ref CounterRandom draw) => (int)Math.Clamp(middle + towards * side * draw.Range(0.45f, 1), 0, image.Width - 1);
    }
}
