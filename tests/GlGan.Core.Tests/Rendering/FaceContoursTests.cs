using System.Numerics;
using GlGan.Rendering;

namespace GlGan.Tests.Rendering;

public sealed class FaceContoursTests
{
    private static readonly SyntheticFaces Faces = new(1);

    [Fact]
    public void The_five_landmarks_follow_from_the_68()
    {
        for (var identity = 0; identity < 20; identity++)
        {
            var face = Faces.Render(identity, FaceView.Frontal, 64);
            var unit = Vector2.Distance(face.Landmarks.LeftEye, face.Landmarks.RightEye);

            var five = face.Contours.ToFivePoints().ToArray();

            Assert.All(five.Zip(face.Landmarks.ToArray()), pair => Assert.InRange(Vector2.Distance(pair.First, pair.Second) / unit, 0, 0.05f));
        }
    }

    [Fact]
    public void The_contours_run_as_the_annotation_has_them()
    {
        for (var identity = 0; identity < 20; identity++)
        {
            var points = Faces.Render(identity, FaceView.Frontal, 64).Contours.Points.ToArray();

            Assert.True(points[3..14].Zip(points[4..14]).All(pair => pair.First.X < pair.Second.X), "the jaw runs from the viewer's left to the right");
            Assert.InRange(Array.IndexOf(points, points[..17].MaxBy(point => point.Y)), 7, 9);
            Assert.True(points[17..27].Zip(points[18..27]).All(pair => pair.First.X < pair.Second.X), "so do the brows");
            Assert.True(points[27..31].Zip(points[28..31]).All(pair => pair.First.Y < pair.Second.Y), "the bridge of the nose runs down");
            Assert.True(points[37].Y < points[41].Y && points[43].Y < points[47].Y, "upper lids lie above lower ones");
            Assert.True(points[51].Y < points[62].Y && points[66].Y < points[57].Y, "lips lie around the mouth's inner edge");
        }
    }

    [Fact]
    public void Opening_the_mouth_parts_the_inner_lips_and_blinking_closes_the_lids()
    {
        var view = FaceView.Frontal with { Expression = new() { MouthOpen = 0.8f, Blink = 1 } };

        var (calm, moved) = (Faces.Render(3, FaceView.Frontal, 64).Contours.Points.ToArray(), Faces.Render(3, view, 64).Contours.Points.ToArray());

        Assert.True(moved[66].Y - moved[62].Y > calm[66].Y - calm[62].Y + 2);
        Assert.True(moved[41].Y - moved[37].Y < 0.4f * (calm[41].Y - calm[37].Y));
    }
}
