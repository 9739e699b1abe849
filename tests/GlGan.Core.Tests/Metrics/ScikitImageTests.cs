using System.Globalization;
using GlGan.Imaging;
using GlGan.Metrics;

namespace GlGan.Tests.Metrics;

/// <summary>Compares with scikit-image on the pictures that come with it, and restates its own tests of SSIM.</summary>
public sealed class ScikitImageTests : IDisposable
{
    // A huge K1 makes luminance 1 and leaves contrast and structure; TensorFlow's padding lets the last row or column of odd sides stand for the missing one.
    private const string Pair = """

        import numpy as np
        from skimage import data
        from skimage.filters import gaussian
        from skimage.metrics import mean_squared_error, peak_signal_noise_ratio, structural_similarity

        def similarity(a, b, **options):
            return structural_similarity(a.astype(float), b.astype(float), data_range=255, **options)

        def wang(a, b, **options):
            return similarity(a, b, gaussian_weights=True, use_sample_covariance=False, sigma=1.5, **options)

        def halved(a):
            a = np.pad(a, [(0, side % 2) for side in a.shape], mode="edge")
            return a.reshape(a.shape[0] // 2, 2, a.shape[1] // 2, 2).mean((1, 3))

        def multi_scale(a, b):
            a, b, product = a.astype(float), b.astype(float), 1
            for weight in (0.0448, 0.2856, 0.3001, 0.2363):
                product *= max(wang(a, b, K1=1e9), 0) ** weight
                a, b = halved(a), halved(b)
            return product * max(wang(a, b), 0) ** 0.1333

        def channels(metric, a, b):
            return np.mean([metric(a[..., c], b[..., c]) for c in range(3)])

        name, change, first, second = sys.argv[1:]
        a = getattr(data, name)()
        noise = 20 * np.random.RandomState(5).randn(*a.shape)
        a, noise = (np.stack([x] * 3, 2) if x.ndim == 2 else x for x in (a, noise))
        b = {"noise": a + noise, "blur": gaussian(a, 2, preserve_range=True, channel_axis=2), "shift": np.roll(a, 3, 1), "negative": 255 - a}[change]
        b = np.clip(b, 0, 255).astype(np.uint8)
        a.tofile(first)
        b.tofile(second)
        print(a.shape[1], a.shape[0], channels(similarity, a, b), channels(wang, a, b), channels(multi_scale, a, b),
              peak_signal_noise_ratio(a, b), mean_squared_error(a, b))
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("camera", "noise")]
    [InlineData("camera", "negative")]
    [InlineData("coins", "blur")]
    [InlineData("coffee", "shift")]
    [InlineData("chelsea", "noise")]
    [InlineData("chelsea", "blur")]
    public void Metrics_agree_on_real_pictures(string picture, string change)
    {
        var (a, b, expected) = Compare(picture, change);

        Assert.Equal(expected[0], Ssim.Compute(a, b, SsimWindow.Uniform7), 1e-9);
        Assert.Equal(expected[1], Ssim.Compute(a, b), 1e-9);
        Assert.Equal(expected[2], MultiScaleSsim.Compute(a, b), 1e-9);
        Assert.Equal(expected[3], Psnr.Compute(a, b), 1e-9);
        Assert.Equal(expected[4], Psnr.MeanSquaredError(a, b), 1e-9);
    }

    [Fact]
    public void The_camera_man_in_noise_has_the_values_of_scikit_images_own_tests()
    {
        var (camera, noisy, _) = Compare("camera", "noise");

        Assert.Equal(0.3674518327910367, Ssim.Compute(camera, noisy, SsimWindow.Uniform7), 1e-7);
        Assert.Equal(0.357959091663361, Ssim.Compute(camera, noisy), 1.5e-3); // IPOL's program; scikit-image asks for 3 decimals.
        Assert.Equal(1, Ssim.Compute(camera, camera), 1e-12);
        Assert.Equal(1, Ssim.Compute(camera, camera, SsimWindow.Uniform7), 1e-12);
    }

    private (ImageBuffer First, ImageBuffer Second, double[] Expected) Compare(string picture, string change)
    {
        string first = _folder.File("first"), second = _folder.File("second");
        var printed = PythonScript.Run(Pair, ["numpy", "skimage"], picture, change, first, second).Split();
        int width = int.Parse(printed[0], CultureInfo.InvariantCulture), height = int.Parse(printed[1], CultureInfo.InvariantCulture);
        double[] expected = [.. printed[2..7].Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        return (new ImageBuffer(width, height, File.ReadAllBytes(first)), new ImageBuffer(width, height, File.ReadAllBytes(second)), expected);
    }
}
