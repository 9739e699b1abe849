using GlGan.Imaging;
using GlGan.Metrics;

namespace GlGan.Tests.Metrics;

public sealed class ImageQualityTests
{
    private const int Side = 64;

    private static readonly ImageBuffer A = TestWaves.Clean(Side);
    private static readonly ImageBuffer B = TestWaves.Noisy(Side);

    [Fact]
    public void PSNR_and_mean_squared_error_have_their_golden_values()
    {
        Assert.Equal(36.759033203125, Psnr.MeanSquaredError(A, B), 1e-9);
        Assert.Equal(32.47716280353767, Psnr.Compute(A, B), 1e-9);
        Assert.Equal(32.47716280353767, Psnr.Compute(TestWaves.Plane(A), TestWaves.Plane(B), 2), 1e-5);
    }

    [Fact]
    public void SSIM_has_its_golden_values()
    {
        Assert.Equal(0.8971944495666264, Ssim.Compute(A, B), 1e-9);
        Assert.Equal(0.9313442305349869, Ssim.Compute(A, B, SsimWindow.Uniform7), 1e-9);
        Assert.Equal(0.9954764440915066, Ssim.Compute(TestWaves.Grey(Side, (_, _) => 100), TestWaves.Grey(Side, (_, _) => 110)), 1e-9);
    }

    [Fact]
    public void SSIM_depends_on_differences_and_range_only_through_their_ratio()
    {
        float[] a = [.. A.Pixels.Where((_, i) => i % 3 == 0).Select(value => value / 255f)];
        float[] b = [.. B.Pixels.Where((_, i) => i % 3 == 0).Select(value => value / 255f)];

        Assert.Equal(0.8971944495666264, Ssim.Compute(a, b, Side, Side, 1), 1e-6);
    }

    [Fact]
    public void Equal_images_are_perfectly_similar()
    {
        Assert.Equal(1, Ssim.Compute(A, A), 1e-12);
        Assert.Equal(1, Ssim.Compute(A, A, SsimWindow.Uniform7), 1e-12);
        Assert.Equal(double.PositiveInfinity, Psnr.Compute(A, A));
    }

    [Fact]
    public void SSIM_is_symmetric_and_averages_over_channels()
    {
        var redOnly = A.Clone();
        for (var i = 0; i < redOnly.Pixels.Length; i += 3) redOnly.Pixels[i] = B.Pixels[i];

        Assert.Equal(Ssim.Compute(A, B), Ssim.Compute(B, A), 1e-12);
        Assert.Equal((2 + 0.8971944495666264) / 3, Ssim.Compute(A, redOnly), 1e-9);
    }

    [Fact]
    public void Planes_that_are_not_square_agree_with_scikit_image()
    {
        float[] a = [.. Enumerable.Range(0, 11 * 40).Select(i => MathF.Sin(i))];
        float[] b = [.. a.Select((value, i) => i % 40 < 20 ? value : -value)];

        // skimage 0.19.3, structural_similarity with data_range 2; the first with gaussian_weights, sigma 1.5, use_sample_covariance False.
        Assert.Equal(0.006606183816076772, Ssim.Compute(a, b, 40, 11, 2), 1e-7);
        Assert.Equal(0.2588271684010383, Ssim.Compute(a.AsSpan(0, 400), b.AsSpan(0, 400), 40, 10, 2, SsimWindow.Uniform7), 1e-7);
    }

    [Fact]
    public void What_cannot_be_compared_is_refused()
    {
        var small = new ImageBuffer(10, 20);

        Assert.Contains("at least 11x11 pixels; got 10x20", Assert.Throws<ArgumentException>(() => Ssim.Compute(small, small)).Message);
        Assert.Contains("10x20 and 64x64", Assert.Throws<ArgumentException>(() => Psnr.Compute(small, A)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Psnr.Compute([1f], [1f], 0));
        Assert.Throws<ArgumentException>(() => Psnr.Compute([1f], [1f, 2f], 1));
        Assert.Throws<ArgumentException>(() => Ssim.Compute(new float[121], new float[120], 11, 11, 1));
    }
}
