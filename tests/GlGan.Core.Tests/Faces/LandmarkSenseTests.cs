using System.Numerics;
using GlGan.Editing;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Rendering;
using GlGan.Synthesis;
using GlGan.Tests.Synthesis;

namespace GlGan.Tests.Faces;

[Collection("Tensors")]
public sealed class LandmarkSenseTests
{
    private const int Size = 128;

    private static readonly ImageBuffer Image = Grey(Size, Size);

    private static readonly FaceLandmarks Usual = FaceTemplate.Ffhq512.At(Size);

    public static TheoryData<string, FaceLandmarks> Wrong => new()
    {
        { "The nose (NaN, 3) is not finite", Usual with { Nose = new(float.NaN, 3) } },
        { "The left mouth corner (1, Infinity) is not finite", Usual with { LeftMouth = new(1, float.PositiveInfinity) } },
        { "5 of the 5 landmarks lie outside the image of 128x128 pixels, such as the left eye", Usual.Map(point => point + new Vector2(Size, 0)) },
        { "3 of the 5 landmarks lie outside the image", Usual.Map(point => point + new Vector2(0, 56)) },
        { "4 of the 5 landmarks lie outside the image", new(new(-4, 30), new(28, -4), new(10, 45), new(-2, 60), new(40, 128)) },
        { "before it was resized", Usual.Map(point => 5 * point) },
        { "The right eye (79.23, 1000000000) lies far outside", Usual with { RightEye = new(79.23f, 1e9f) } },
        { "All landmarks coincide at (5, 5)", Usual.Map(_ => new(5, 5)) },
        { "3 of the 5 landmarks coincide at (0, 0)", Usual with { LeftEye = default, Nose = default, RightMouth = default } },
        { "Are they fractions? Multiply", Usual.Map(point => point / Size) },
        { "The eyes are exchanged", Usual with { LeftEye = Usual.RightEye, RightEye = Usual.LeftEye } },
        { "The mouth corners are exchanged", Usual with { LeftMouth = Usual.RightMouth, RightMouth = Usual.LeftMouth } },
        { "Left and right are exchanged", new(Usual.RightEye, Usual.LeftEye, Usual.Nose, Usual.RightMouth, Usual.LeftMouth) },
        { "Left and right are exchanged", Usual.Map(point => new(Size - 1 - point.X, point.Y)) },
        { "x comes before y", Usual.Map(point => new(point.Y, point.X)) },
        { "Left and right are exchanged", new(Usual.LeftMouth, Usual.RightMouth, Usual.Nose, Usual.LeftEye, Usual.RightEye) },
        { "The middle of the mouth coincides with that of the eyes", Usual with { LeftMouth = Usual.LeftEye, RightMouth = Usual.RightEye } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_cannot_be_a_face_in_the_image_is_refused_and_explained(string problem, FaceLandmarks landmarks)
    {
        Assert.Contains(problem, Assert.Throws<ArgumentException>(() => landmarks.RequireIn(Image)).Message);
        Assert.StartsWith("'l.csv', line 2: ", Assert.Throws<ArgumentException>(() => new DetectedFace(landmarks) { Origin = "'l.csv', line 2" }.RequireIn(Image)).Message);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Whatever_edits_or_aligns_a_face_refuses_it(string problem, FaceLandmarks landmarks)
    {
        var (face, good) = (new DetectedFace(landmarks), new DetectedFace(Usual));
        var swapper = new FaceSwapper(new GeometricSwap());
        using var model = TinyModel.Create(1);
        using var synthesizer = model.CreateSynthesizer();
        Action[] uses =
        [
            () => swapper.Swap(Image, face, Image, [good]),
            () => swapper.Swap(Image, good, Image, [good, face]),
            () => new SkinSmoother().Smooth(Image, landmarks),
            () => FaceAligner.Align(Image, landmarks, FaceTemplate.TpGan128, 64),
            () => AlignedInput.Cut(Image, landmarks, Usual, FaceRegion.Standard),
            () => AlignedInput.Cut(Image, Usual, landmarks, FaceRegion.Standard),
            () => synthesizer.Synthesize([new(Image, landmarks)]),
            () => synthesizer.Synthesize([new(Image, Usual) { LocalImage = Image, LocalLandmarks = landmarks }]),
        ];

        foreach (var use in uses) Assert.Contains(problem, Assert.Throws<ArgumentException>(use).Message);
    }

    [Fact]
    public void All_of_68_landmarks_must_be_finite()
    {
        var points = Enumerable.Range(0, FaceLandmarks68.Count).Select(i => new Vector2(i, i)).ToArray();
        points[3] = new(float.NaN, 2);

        Assert.Contains("Not all of the 68 landmarks are finite", Assert.Throws<ArgumentException>(() => new DetectedFace(Usual, new FaceLandmarks68(points)).RequireIn(Image)).Message);
    }

    [Fact]
    public void A_face_may_be_turned_any_way_and_lie_partly_outside()
    {
        for (var degrees = 0; degrees < 360; degrees += 15)
        {
            var (sine, cosine) = MathF.SinCos(degrees * MathF.PI / 180);
            var middle = new Vector2((Size - 1) / 2f);
            Usual.Map(point => middle + Turned(point - middle, sine, cosine)).RequireIn(Image);
            Assert.Throws<ArgumentException>(() => Usual.Map(point => middle + Turned((point - middle) * new Vector2(-1, 1), sine, cosine)).RequireIn(Image));
        }

        Usual.Map(point => point + new Vector2(0, Size - 1 - Usual.LeftMouth.Y + 5)).RequireIn(Image);
        LandmarksText.Parse("24,28 40,28 32,37 26,45 38,45").RequireIn(Grey(40, 40));

        static Vector2 Turned(Vector2 point, float sine, float cosine) => new(point.X * cosine - point.Y * sine, point.X * sine + point.Y * cosine);
    }

    [Fact]
    public void Every_view_of_a_head_is_a_face_and_its_mirror_image_is_none_until_the_profile()
    {
        var faces = new SyntheticFaces(seed: 9);
        for (var person = 0; person < 60; person++)
        {
            for (var yaw = -90; yaw <= 90; yaw += 15)
            {
                var face = faces.Render(person, faces.View(person, 0) with { Yaw = yaw, Pitch = 10 * (person % 7 - 3) }, 48, FaceTemplate.Ffhq512);

                face.Landmarks.RequireIn(face.Image);
                if (Math.Abs(yaw) <= 60) Assert.Throws<ArgumentException>(() => face.Landmarks.Map(point => new(47 - point.X, point.Y)).RequireIn(face.Image));
            }
        }
    }

    [Fact]
    public void A_swap_that_would_change_nothing_is_refused()
    {
        var face = new DetectedFace(Usual);
        FaceRegion[] mouth = [FaceRegion.Mouth];

        Assert.Contains("at least one face", Assert.Throws<ArgumentException>(() => new FaceSwapper(new GeometricSwap()).Swap(Image, face, Image, [])).Message);
        Assert.Contains("Keep names all of Regions: nothing would change", Assert.Throws<ArgumentException>(
            () => new FaceSwapper(new GeometricSwap(), new() { Regions = mouth, Keep = [.. mouth, FaceRegion.Nose] })).Message);
        Assert.Contains("Nothing of the target would change", Assert.Throws<ArgumentException>(
            () => new FaceSwapper(new GeometricSwap()).Swap(Image, face, Image, [face], new ImageMask(Size, Size))).Message);
        Assert.Contains("where the mask wants it smooth", Assert.Throws<ArgumentException>(() => new SkinSmoother().Smooth(Image, Usual, new ImageMask(Size, Size))).Message);
    }

    [Theory]
    [InlineData(float.NaN, 20)]
    [InlineData(20, 500)]
    [InlineData(-500, 20)]
    public void A_region_outside_the_face_is_no_input_of_a_network(float x, float y)
    {
        using var model = TinyModel.Create(1, ModelPurpose.Region);
        using var synthesizer = model.CreateSynthesizer();
        var (size, template, regions) = synthesizer.Framing;
        var input = AlignedInput.Cut(Grey(size, size), template.At(size), template.At(size), regions);

        var wrong = input with { Centers = [new(x, y), .. input.Centers.Skip(1)] };

        Assert.Contains($"The '{regions[0].Name}' crop lies outside the face", Assert.Throws<ArgumentException>(() => synthesizer.SynthesizeAligned([wrong])).Message);
        Assert.Single(synthesizer.SynthesizeAligned([input]));
    }

    private static ImageBuffer Grey(int width, int height)
    {
        var image = new ImageBuffer(width, height);
        image.Pixels.AsSpan().Fill(120);
        return image;
    }
}
