using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using GlGan.Editing;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Rendering;
using GlGan.Tests.Imaging;

namespace GlGan.Tests.Editing.Smoothing;

public sealed class SkinSmootherTests
{
    private const int Size = 256;

    private static readonly SyntheticFaces Faces = new(seed: 1);

    private static readonly SyntheticFace Face = Faces.Render(3, FaceView.Frontal, Size);

    [Fact]
    public void Blotches_go_and_texture_stays_as_chosen()
    {
        var (blotches, texture) = (Noisy(Face, wave: 28), Noisy(Face, wave: 2));
        SkinSmootherOptions keep = new() { Strength = 1, Texture = 1 }, remove = new() { Strength = 1, Texture = 0 };

        Assert.InRange(Remaining(blotches, keep), 0, 0.6);
        Assert.InRange(Remaining(texture, keep), 0.8, 1.02);
        Assert.InRange(Remaining(texture, remove), 0, 0.55);
    }

    [Fact]
    public void Eyes_brows_lips_and_background_stay_exactly_as_they_are()
    {
        var noisy = Noisy(Face, wave: 28);
        var smooth = new SkinSmoother(new() { Strength = 1 }).Smooth(noisy, Face.Landmarks);

        var brow = new Vector2(0, -0.28f * (Face.Landmarks.MouthCenter - Face.Landmarks.LeftEye).Y);
        Vector2[] kept =
        [
            Face.Landmarks.LeftEye, Face.Landmarks.RightEye, Face.Landmarks.LeftEye + brow, Face.Landmarks.RightEye + brow, Face.Landmarks.LeftMouth,
            Face.Landmarks.RightMouth, Face.Landmarks.MouthCenter, new Vector2(3, 3), new Vector2(Size - 4, 3), new Vector2(3, Size - 4),
        ];
        Assert.All(kept, point => Assert.Equal(Patch(noisy, point, 3), Patch(smooth, point, 3)));
        Assert.NotEqual(noisy.Pixels, smooth.Pixels);
    }

    [Fact]
    public void Cheeks_count_as_skin_and_eyes_do_not_whatever_the_skin()
    {
        for (var identity = 0; identity < 20; identity++)
        {
            var face = Faces.Render(identity, FaceView.Frontal, Size);
            var mask = SkinMask.Build(face.Image, face.Landmarks, 1);

            Assert.InRange(At(mask, (face.Landmarks.LeftEye + face.Landmarks.LeftMouth) / 2), 0.9, 1);
            Assert.InRange(At(mask, (face.Landmarks.RightEye + face.Landmarks.RightMouth) / 2), 0.9, 1);
            Assert.Equal(0, At(mask, face.Landmarks.LeftEye));
            Assert.Equal(0, At(mask, face.Landmarks.MouthCenter));
        }
    }

    [Fact]
    public void A_mask_says_where()
    {
        var noisy = Noisy(Face, wave: 28);
        var left = new ImageMask(Size, Size);
        for (var y = 0; y < Size; y++) left.Row(y)[..(Size / 2)].Fill(1);
        var smoother = new SkinSmoother();

        var (everywhere, half) = (smoother.Smooth(noisy, Face.Landmarks), smoother.Smooth(noisy, Face.Landmarks, left));

        for (var y = 0; y < Size; y++)
        {
            Assert.Equal(everywhere.Row(y)[..(3 * Size / 2)].ToArray(), half.Row(y)[..(3 * Size / 2)].ToArray());
            Assert.Equal(noisy.Row(y)[(3 * Size / 2)..].ToArray(), half.Row(y)[(3 * Size / 2)..].ToArray());
        }
    }

    [Fact]
    public void Any_size_and_any_landmarks_of_a_face_will_do_and_strength_moves_every_pixel_further()
    {
        var cases =
            from width in Gen.Choose(1, 60)
            from height in Gen.Choose(1, 60)
            from numbers in Gen.Choose(-40, 100).ArrayOf(10)
            from seed in Gen.Choose(0, int.MaxValue - 1)
            select (width, height, numbers, seed);
        Prop.ForAll(cases.ToArbitrary(), Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

        static void Holds((int Width, int Height, int[] Numbers, int Seed) given)
        {
            var points = Enumerable.Range(0, FaceLandmarks.Count).Select(i => new Vector2(given.Numbers[2 * i], given.Numbers[2 * i + 1])).ToArray();
            var landmarks = FaceLandmarks.FromPoints(points) with { RightEye = points[0] + new Vector2(10, 1) };
            var image = FixtureImages.Noise(given.Width, given.Height, given.Seed);
            for (var i = 0; i < image.Pixels.Length; i++) image.Pixels[i] = (byte)(100 + image.Pixels[i] / 8);

            if (Record.Exception(() => new SkinSmoother().Smooth(image, landmarks)) is { } refusal)
            {
                Assert.IsType<ArgumentException>(refusal);
                Assert.True(LandmarkSense.Problem(landmarks, given.Width, given.Height) is { } problem ? refusal.Message == problem : refusal.Message.StartsWith("Nothing would change", StringComparison.Ordinal));
                return;
            }

            int[][] distances =
            [
                .. new[] { 0, 0.5, 1 }.Select(strength => FixtureImages.Differences(image, new SkinSmoother(new() { Strength = strength }).Smooth(image, landmarks))),
            ];

            Assert.All(distances[0], distance => Assert.Equal(0, distance));
            Assert.All(distances[1].Zip(distances[2]), pair => Assert.True(pair.First <= pair.Second));
        }
    }

    [Fact]
    public void Landmarks_beyond_all_measure_are_refused()
    {
        const float Far = 1e12f;
        var image = FixtureImages.Constant(20, 10, 180, 140, 120);
        var landmarks = new FaceLandmarks(new(-Far, -Far), new(Far, -Far), new(0, Far), new(-Far, Far), new(Far, Far));

        Assert.Contains("lie outside the image of 20x10 pixels", Assert.Throws<ArgumentException>(() => new SkinSmoother().Smooth(image, landmarks)).Message);
    }

    [Fact]
    public void What_makes_no_face_is_refused()
    {
        var one = new Vector2(5, 5);

        Assert.Contains("All landmarks coincide at (5, 5)", Assert.Throws<ArgumentException>(
            () => new SkinSmoother().Smooth(Face.Image, new FaceLandmarks(one, one, one, one, one))).Message);
        Assert.Contains("256x256; got 3x4", Assert.Throws<ArgumentException>(
            () => new SkinSmoother().Smooth(Face.Image, Face.Landmarks, new ImageMask(3, 4))).Message);
    }

    /// <summary>The face with a wave of some pixels' length over it.</summary>
    private static ImageBuffer Noisy(SyntheticFace face, int wave)
    {
        const int amplitude = 6;
        var image = face.Image.Clone();
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            var (x, y) = (i / 3 % Size, i / 3 / Size);
            var value = amplitude * Math.Cos(2 * Math.PI * x / wave) * Math.Cos(2 * Math.PI * y / wave);
            image.Pixels[i] = (byte)Math.Clamp(image.Pixels[i] + (int)Math.Round(value), 0, 255);
        }

        return image;
    }

    /// <summary>How much of the wave is left on the cheeks, where skin has texture of its own: what it adds to the result over what it adds to the input.</summary>
    private static double Remaining(ImageBuffer noisy, SkinSmootherOptions options)
    {
        var (smooth, without) = (new SkinSmoother(options).Smooth(noisy, Face.Landmarks), new SkinSmoother(options).Smooth(Face.Image, Face.Landmarks));
        double left = 0, all = 0;
        foreach (var cheek in new[] { (Face.Landmarks.LeftEye + Face.Landmarks.LeftMouth) / 2, (Face.Landmarks.RightEye + Face.Landmarks.RightMouth) / 2 })
        {
            var waves = Patch(noisy, cheek, 9).Zip(Patch(Face.Image, cheek, 9), (a, b) => a - b).ToArray();
            var rest = Patch(smooth, cheek, 9).Zip(Patch(without, cheek, 9), (a, b) => a - b).ToArray();
            left += rest.Zip(waves, (a, b) => a * b).Sum();
            all += waves.Sum(value => value * value);
        }

        return left / all;
    }

    private static float At(ImageMask mask, Vector2 point) => mask.Row((int)Math.Round(point.Y))[(int)Math.Round(point.X)];

    private static int[] Patch(ImageBuffer image, Vector2 center, int radius) =>
    [
        .. Enumerable.Range((int)center.Y - radius, 2 * radius).SelectMany(
            y => image.Row(y).Slice(3 * ((int)center.X - radius), 6 * radius).ToArray()).Select(value => (int)value),
    ];
}
