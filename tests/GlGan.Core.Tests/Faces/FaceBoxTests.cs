using System.Numerics;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Rendering;

namespace GlGan.Tests.Faces;

public sealed class FaceBoxTests
{
    private static readonly FaceLandmarks Upright = FaceTemplate.ArcFace112.Landmarks;

    [Fact]
    public void The_template_fills_its_own_box()
    {
        var box = FaceBox.Of(Upright);

        Assert.Equal(112, box.Size, 0.01f);
        Assert.Equal(0, box.Angle, 0.01f);
        Assert.InRange(Vector2.Distance(box.Middle, new Vector2(56, 72)), 0, 2);
    }

    [Theory]
    [InlineData(0.5f)]
    [InlineData(-1.2f)]
    [InlineData(3)]
    public void The_box_leans_as_the_face_does(float angle)
    {
        var box = FaceBox.Of(Upright.Map(point => Vector2.Transform(point, Matrix3x2.CreateRotation(angle) * Matrix3x2.CreateScale(2))));

        Assert.Equal(angle, box.Angle, 0.01f);
        Assert.Equal(224, box.Size, 0.05f);
    }

    [Fact]
    public void A_head_that_turns_keeps_its_size()
    {
        var faces = new SyntheticFaces(seed: 3, FaceRichness.Quick);

        var sizes = Enumerable.Range(0, 8).Select(identity => FaceBox.Of(faces.Render(identity, FaceView.Frontal with { Yaw = 80 }, 64).Landmarks).Size / FaceBox.Of(faces.Render(identity, FaceView.Frontal, 64).Landmarks).Size);

        Assert.InRange(sizes.Average(), 0.85, 1.15);
    }

    [Fact]
    public void Into_a_picture_the_face_stands_upright_in_the_middle()
    {
        var turn = Matrix3x2.CreateRotation(0.8f) * Matrix3x2.CreateTranslation(300, -40);
        var box = FaceBox.Of(Upright.Map(point => Vector2.Transform(point, turn)));

        var shown = FaceBox.Of(Upright.Map(point => Vector2.Transform(Vector2.Transform(point, turn), box.Into(60, 96))));

        Assert.Equal(60, shown.Size, 0.01f);
        Assert.Equal(0, shown.Angle, 0.001f);
        Assert.InRange(Vector2.Distance(shown.Middle, new Vector2(47.5f)), 0, 0.01f);
    }

    [Fact]
    public void A_detector_is_asked_for_faces_and_a_refiner_for_those_without_68_landmarks()
    {
        var full = new DetectedFace(new FaceLandmarks68(new Vector2[FaceLandmarks68.Count]));
        var refined = new RefinedDetector(new Fixed(new DetectedFace(Upright), full), new Doubling());

        var found = refined.Detect(new ImageBuffer(4, 4));

        Assert.Equal([Upright.Map(point => 2 * point), full.Landmarks], found.Select(face => face.Landmarks));
    }

    private sealed class Fixed(params DetectedFace[] faces) : ILandmarkDetector
    {
        public IReadOnlyList<DetectedFace> Detect(ImageBuffer image) => faces;
    }

    private sealed class Doubling : ILandmarkRefiner
    {
        public DetectedFace Refine(ImageBuffer image, DetectedFace face) => face.Map(point => 2 * point);
    }
}
