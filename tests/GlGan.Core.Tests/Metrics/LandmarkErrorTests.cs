using System.Numerics;
using GlGan.Faces;
using GlGan.Metrics;

namespace GlGan.Tests.Metrics;

public sealed class LandmarkErrorTests
{
    private static readonly FaceLandmarks Truth = new(new(40, 50), new(80, 50), new(60, 70), new(45, 90), new(75, 90));

    [Fact]
    public void It_is_the_mean_distance_in_distances_between_the_true_eyes()
    {
        Assert.Equal(0, LandmarkError.Compute(Truth, Truth));
        Assert.Equal(5.0 / 40, LandmarkError.Compute(Truth.Map(point => point + new Vector2(3, -4)), Truth), 1e-6);
        Assert.Equal(10.0 / 5 / 40, LandmarkError.Compute(Truth with { Nose = new(60, 80) }, Truth), 1e-6);
    }

    [Fact]
    public void It_does_not_depend_on_the_size_of_the_image()
    {
        var found = Truth.Map(point => point + new Vector2(1, 0.02f * point.Y));

        Assert.Equal(LandmarkError.Compute(found, Truth), LandmarkError.Compute(found.Map(point => 4 * point), Truth.Map(point => 4 * point)), 1e-6);
    }

    [Fact]
    public void Eyes_in_one_point_are_refused() =>
        Assert.Contains("one point", Assert.Throws<ArgumentException>(() => LandmarkError.Compute(Truth, Truth with { RightEye = Truth.LeftEye })).Message);
}
