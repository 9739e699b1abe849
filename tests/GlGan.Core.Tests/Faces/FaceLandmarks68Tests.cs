using System.Numerics;
using GlGan.Faces;
using GlGan.Faces.Head;

namespace GlGan.Tests.Faces;

public sealed class FaceLandmarks68Tests
{
    [Fact]
    public void Eyes_are_means_and_the_others_single_points()
    {
        var landmarks = new FaceLandmarks68([.. Enumerable.Range(0, 68).Select(i => new Vector2(i, 2 * i))]);

        Assert.Equal(new FaceLandmarks(new(38.5f, 77), new(44.5f, 89), new(30, 60), new(48, 96), new(54, 108)), landmarks.ToFivePoints());
    }

    [Fact]
    public void The_average_heads_contours_are_symmetric_and_agree_with_its_five_landmarks()
    {
        var contours = HeadShape.Contours;
        var five = new FaceLandmarks68([.. contours.Select(point => new Vector2(point.X, point.Y))]).ToFivePoints().ToArray();

        Assert.Equal(0, contours.Sum(point => point.X), 1e-4);
        foreach (var (mean, landmark) in five.Zip(HeadShape.Landmarks)) Assert.InRange(Vector2.Distance(mean, new(landmark.X, landmark.Y)), 0, 0.02f);
    }

    [Fact]
    public void A_symmetric_face_is_its_own_mirror_image()
    {
        var face = new FaceLandmarks68([.. HeadContours.Points.Select(point => new Vector2(20 + 10 * point.X, point.Y))]);

        Assert.All(face.Points.ToArray().Zip(face.Mirror(41).Points.ToArray(), Vector2.Distance), distance => Assert.InRange(distance, 0, 0.01f));
    }

    [Theory]
    [InlineData("arcface112_v1", 112, 39.730, 51.138)]
    [InlineData("arcface128", 128, 46.2946, 51.6963)]
    [InlineData("mtcnn512", 512, 187.20187, 239.27705)]
    [InlineData("dfl_whole_face", 256, 90.4762, 100.57143)]
    [InlineData("styleganex384", 384, 162.63838, 200.79315)]
    public void Templates_are_the_published_ones(string name, int size, double x, double y)
    {
        var eye = FaceTemplate.Named(name).At(size).LeftEye;

        Assert.Equal(x, eye.X, 1e-3);
        Assert.Equal(y, eye.Y, 1e-3);
    }
}
