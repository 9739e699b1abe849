using System.Numerics;
using GlGan.Faces;

namespace GlGan.Tests.Faces;

public sealed class SimilarityTransformTests
{
    private static readonly FaceLandmarks CelebA000001 = new(new(69, 109), new(106, 113), new(77, 142), new(73, 152), new(108, 154));

    [Fact]
    public void Aligning_CelebA_000001_to_ArcFace_gives_the_golden_matrix()
    {
        var transform = SimilarityTransform.ToTemplate(CelebA000001, FaceTemplate.ArcFace112, 112);

        Assert.Equal(0.876238, transform.A, 5e-7);
        Assert.Equal(0.002578, transform.B, 5e-7);
        Assert.Equal(-19.510634, transform.Tx, 1e-5);
        Assert.Equal(-45.738438, transform.Ty, 1e-5);
        Assert.Equal(0.876242, transform.Scale, 5e-7);
        Assert.Equal(0.1686, transform.Angle * 180 / Math.PI, 5e-4);
    }

    [Fact]
    public void The_inverse_brings_points_back()
    {
        var transform = new SimilarityTransform(1.2, -0.4, 7, -3);

        var there = transform.Apply(new Vector2(11, 5));
        var back = transform.Inverse().Apply(there);

        Assert.Equal(11, back.X, 1e-4);
        Assert.Equal(5, back.Y, 1e-4);
    }

    [Fact]
    public void Coinciding_points_are_refused() =>
        Assert.Throws<ArgumentException>(() => SimilarityTransform.Estimate([Vector2.One, Vector2.One], [Vector2.Zero, Vector2.One]));

    [Fact]
    public void Template_positions_scale_about_the_image_corner() =>
        Assert.Equal((43.5823f + 0.5f) / 2 - 0.5f, FaceTemplate.TpGan128.At(64).LeftEye.X, 1e-5f);
}
