using System.Numerics;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Training;

[Collection("Tensors")]
public sealed class TensorAffineWarpTests : IDisposable
{
    private const int Size = 9;

    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void The_identity_a_mirror_and_quarter_turns_are_exact()
    {
        var images = Images();

        TensorAssert.Same(images, Warp(images, Matrix3x2.Identity), "identity");
        TensorAssert.Same(images.flip(3), Warp(images, Matrix3x2.CreateScale(-1, 1)), "mirror");
        for (var turns = 1; turns < 4; turns++)
            TensorAssert.Same(images.rot90(-turns, (2, 3)), Warp(images, Matrix3x2.CreateRotation(turns * MathF.PI / 2)), $"{turns} quarter turns clockwise");
    }

    [Fact]
    public void A_shift_by_whole_pixels_is_exact_and_borders_are_mirrored()
    {
        var images = Images();

        var shifted = Warp(images, Matrix3x2.CreateTranslation(2, -1));

        TensorAssert.Same(images[.., .., 1.., ..^2], shifted[.., .., ..^1, 2..]);
        TensorAssert.Same(images[.., .., 1.., ..2].flip(3), shifted[.., .., ..^1, ..2]);
        TensorAssert.Same(images[.., .., ^1, ..^2], shifted[.., .., ^1, 2..]);
    }

    [Theory]
    [InlineData(0.5f)]
    [InlineData(0.3f)]
    [InlineData(0.9f)]
    public void A_shift_by_a_part_of_a_pixel_interpolates_bilinearly(float share)
    {
        var images = Images();

        var shifted = Warp(images, Matrix3x2.CreateTranslation(share, 0));

        TensorAssert.Close(images[.., .., .., 1..] * (1 - share) + images[.., .., .., ..^1] * share, shifted[.., .., .., 1..], 1e-5);
    }

    [Fact]
    public void Shrinking_to_a_half_averages_four_pixels()
    {
        var images = Images()[.., .., ..8, ..8];

        var small = Warp(images, Matrix3x2.CreateScale(0.5f));

        TensorAssert.Close(nn.functional.avg_pool2d(images, 2), small[.., .., 2..6, 2..6], 1e-5);
    }

    [Fact]
    public void A_ramp_stays_a_ramp_under_any_map()
    {
        var axis = arange(64, ScalarType.Float32) - 31.5f;
        var images = (axis.view(1, 1, 1, -1) * 0.7f + axis.view(1, 1, -1, 1) * -0.4f).expand(1, 3, 64, 64);
        var map = Matrix3x2.CreateRotation(0.4f) * Matrix3x2.CreateScale(1.3f, 0.9f) * Matrix3x2.CreateTranslation(3.3f, -1.7f);
        Assert.True(Matrix3x2.Invert(map, out var inverse));

        var warped = Warp(images, map);

        var sourceX = axis.view(1, -1) * inverse.M11 + axis.view(-1, 1) * inverse.M21 + inverse.M31;
        var sourceY = axis.view(1, -1) * inverse.M12 + axis.view(-1, 1) * inverse.M22 + inverse.M32;
        var expected = sourceX * 0.7f + sourceY * -0.4f;

        // The doubled pixels make steps of the ramp: half a pixel's rise at most, and none on average.
        TensorAssert.Close(expected[20..44, 20..44], warped[0, 0, 20..44, 20..44], 0.28);
        Assert.Equal(0, (expected - warped[0, 0])[20..44, 20..44].mean().item<float>(), 0.005);
    }

    [Fact]
    public void Points_go_where_their_pixels_go()
    {
        Matrix3x2[] maps =
        [
            Matrix3x2.CreateScale(-1, 1),
            Matrix3x2.CreateRotation(MathF.PI / 2),
            Matrix3x2.CreateTranslation(1, -2),
            Matrix3x2.CreateScale(-1, 1) * Matrix3x2.CreateRotation(-MathF.PI / 2) * Matrix3x2.CreateTranslation(1, 1),
        ];
        var points = tensor(new[,] { { 2f, 3f }, { 4f, 2f }, { 5f, 6f }, { 1f, 4f } });
        var images = zeros(4, 3, Size, Size);
        for (var i = 0; i < 4; i++) images[i, .., points[i, 1].to(ScalarType.Int64).item<long>(), points[i, 0].to(ScalarType.Int64).item<long>()] = tensor(1f);

        var warped = new TensorAffineWarp(maps, Size, CPU).Apply(images);
        var moved = TensorAffineWarp.Move(points, maps, Size);

        TensorAssert.Same(tensor(new[,] { { 6f, 3f }, { 6f, 4f }, { 6f, 4f }, { 5f, 2f } }), moved);
        for (var i = 0; i < 4; i++)
            Assert.Equal(1, warped[i, 0, moved[i, 1].to(ScalarType.Int64).item<long>(), moved[i, 0].to(ScalarType.Int64).item<long>()].item<float>());
        Assert.Equal(4 * 3, warped.sum().item<float>());
    }

    [Fact]
    public void A_spot_anywhere_ends_centred_on_its_point()
    {
        var axis = arange(64, ScalarType.Float32);
        var spot = (-((axis.view(1, -1) - 40).pow(2) + (axis.view(-1, 1) - 22.5f).pow(2)) / 8).exp().view(1, 1, 64, 64);
        var map = Matrix3x2.CreateScale(1.2f, 0.8f) * Matrix3x2.CreateRotation(2.5f) * Matrix3x2.CreateTranslation(3.3f, -5.2f);

        var warped = new TensorAffineWarp([map], 64, CPU).Apply(spot)[0, 0];
        var moved = TensorAffineWarp.Move(tensor(new[,] { { 40f, 22.5f } }), [map], 64);
        var (x, y) = (moved[0, 0].item<float>(), moved[0, 1].item<float>());

        // Mirror images of the spot lie in the corners.
        warped = warped * ((axis.view(1, -1) - x).pow(2) + (axis.view(-1, 1) - y).pow(2)).lt(100);
        Assert.Equal(x, ((warped * axis.view(1, -1)).sum() / warped.sum()).item<float>(), 0.02);
        Assert.Equal(y, ((warped * axis.view(-1, 1)).sum() / warped.sum()).item<float>(), 0.02);
    }

    [Fact]
    public void Far_outside_the_image_repeats_as_in_mirrors()
    {
        var images = Images();

        TensorAssert.Same(images, Warp(images, Matrix3x2.CreateTranslation(2 * Size, -4 * Size)));
        TensorAssert.Same(images.flip(3), Warp(images, Matrix3x2.CreateTranslation(-3 * Size, 0)));
        Assert.True(TensorAssert.IsFinite(Warp(images, Matrix3x2.CreateScale(0.01f))));
    }

    private static Tensor Warp(Tensor images, Matrix3x2 map) =>
        new TensorAffineWarp([.. Enumerable.Repeat(map, (int)images.shape[0])], images.shape[3], images.device).Apply(images);

    private static Tensor Images()
    {
        using var random = TestDevice.Random(6);
        return rand([2, 3, Size, Size], generator: random) * 2 - 1;
    }
}
