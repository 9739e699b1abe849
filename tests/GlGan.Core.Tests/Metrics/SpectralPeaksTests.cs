using GlGan.Imaging;
using GlGan.Metrics;
using GlGan.Rendering;

namespace GlGan.Tests.Metrics;

[Collection("Tensors")]
public sealed class SpectralPeaksTests
{
    private static readonly ImageBuffer[] Faces = [.. Enumerable.Range(0, 48).Select(person => new SyntheticFaces(6, FaceRichness.Quick).Render(person, FaceView.Frontal, 64).Image)];

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(8)]
    public void A_faint_lattice_is_found_at_its_own_period(int period)
    {
        var peaks = Peaks((x, y) => Math.Max(3, period) * Math.Cos(2 * Math.PI * x / period));

        Assert.True(peaks[period] > 6, $"{peaks[period]} dB");
        Assert.Equal(period, peaks.MaxBy(peak => peak.Value).Key);
    }

    [Fact]
    public void A_checkerboard_is_a_lattice_along_both_axes() => Assert.True(Peaks((x, y) => (x + y) % 2 == 0 ? 2 : -2)[2] > 6);

    [Fact]
    public void Noise_and_blur_have_no_peaks()
    {
        var random = new Random(1);

        Assert.All(Peaks((_, _) => random.NextDouble() * 16 - 8), peak => Assert.True(peak.Value < 3, $"{peak}"));
        Assert.All(Peaks([.. Faces.Select(face => ImageFilters.GaussianBlur(face, 1))]), peak => Assert.True(peak.Value < 3, $"{peak}"));
        Assert.All(Peaks(Faces), peak => Assert.Equal(0, peak.Value, 1e-9));
    }

    [Fact]
    public void Images_of_other_sizes_are_refused()
    {
        Assert.Contains("at least 32", Assert.Throws<ArgumentException>(() => new SpectralPeaks().Add([new ImageBuffer(16, 16)], [new ImageBuffer(16, 16)])).Message);
        Assert.Throws<InvalidOperationException>(() => new SpectralPeaks().Compute());
    }

    private static IReadOnlyDictionary<int, double> Peaks(Func<int, int, double> pattern) => Peaks([.. Faces.Select(face =>
    {
        var image = face.Clone();
        for (var i = 0; i < image.Pixels.Length; i++) image.Pixels[i] = (byte)Math.Clamp(Math.Round(image.Pixels[i] + pattern(i / 3 % 64, i / 3 / 64)), 0, 255);
        return image;
    })]);

    private static IReadOnlyDictionary<int, double> Peaks(ImageBuffer[] images)
    {
        var peaks = new SpectralPeaks();
        peaks.Add(images[..8], Faces[..8]);
        peaks.Add(images[8..], Faces[8..]);
        return peaks.Compute();
    }
}
