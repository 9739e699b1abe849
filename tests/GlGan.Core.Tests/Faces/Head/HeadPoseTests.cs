using System.Numerics;
using GlGan.Faces;
using GlGan.Faces.Head;
using GlGan.Rendering;

namespace GlGan.Tests.Faces;

public sealed class HeadPoseTests
{
    private static readonly SyntheticFaces People = new(seed: 8);

    [Theory]
    [InlineData(0)]
    [InlineData(25)]
    [InlineData(-25)]
    [InlineData(50)]
    [InlineData(-75)]
    public void The_turn_of_rendered_heads_is_found_to_twelve_degrees(float yaw)
    {
        var errors = Enumerable.Range(0, 20).Select(person =>
            Math.Abs(HeadPose.Fit(People.Locate(person, FaceView.Frontal with { Yaw = yaw }, 256, FaceTemplate.TpGan128)).Yaw * 180 / Math.PI - yaw));

        Assert.InRange(errors.Average(), 0, 12);
    }

    [Fact]
    public void A_fitted_shape_meets_every_landmark()
    {
        var five = People.Locate(3, FaceView.Frontal with { Yaw = 30 }, 256, FaceTemplate.TpGan128);

        var shape = FittedHeads.Shared.Of(new DetectedFace(five)).Shape(useContours: false);

        foreach (var (node, landmark) in HeadShape.Landmarks.Zip(five.ToArray()))
        {
            var seen = shape.Project(node);
            Assert.InRange(Vector2.Distance(new(seen.X, seen.Y), landmark), 0, 0.01f);
        }
    }
}
