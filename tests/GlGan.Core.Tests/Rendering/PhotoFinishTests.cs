using GlGan.Foundation;
using GlGan.Imaging;
using GlGan.Rendering;

namespace GlGan.Tests.Rendering;

public sealed class PhotoFinishTests
{
    private const int Size = 96;

    private static readonly ImageBuffer Face = new SyntheticFaces(3).Render(2, FaceView.Frontal with { Background = new FaceBackground { Scene = BackgroundScene.Shelves, Pattern = 4 } }, Size).Image;

    [Fact]
    public void A_perfect_camera_leaves_every_byte_as_it_is() => Assert.Equal(Face.Pixels, Finished(Face, FaceCamera.Perfect).Pixels);

    [Fact]
    public void The_same_camera_and_seed_give_the_same_bytes_whatever_was_finished_before_and_on_any_thread()
    {
        var cameras = Enumerable.Range(0, 40).Select(Sampled).ToArray();
        var expected = cameras.Select((camera, i) => Finished(Face, camera, (ulong)i).Pixels).ToArray();
        var scratch = new ThreadLocal<PhotoScratch>(() => new PhotoScratch());
        Parallel.For(0, 3 * cameras.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            var at = i % cameras.Length;
            var image = Face.Clone();
            PhotoFinish.Apply(image, cameras[at], (ulong)at, scratch.Value!);
            Assert.Equal(expected[at], image.Pixels);
        });
    }

    [Fact]
    public void A_view_is_rendered_as_its_camera_takes_it()
    {
        var faces = new SyntheticFaces(3);
        var view = faces.View(1, 1) with { Camera = new FaceCamera { Noise = 0.05f, Compression = 60, Pattern = 9 } };
        var image = faces.Render(1, view with { Camera = FaceCamera.Perfect }, 64).Image;
        PhotoFinish.Apply(image, view.Camera, 9, new PhotoScratch());
        Assert.Equal(image.Pixels, faces.Render(1, view, 64).Image.Pixels);
        Assert.NotEqual(image.Pixels, faces.Render(1, view with { Camera = view.Camera with { Pattern = 8 } }, 64).Image.Pixels);
    }

    [Theory]
    [InlineData(16, 16)]
    [InlineData(97, 61)]
    [InlineData(40, 130)]
    public void Images_of_any_shape_are_finished(int width, int height)
    {
        var image = Resampler.Resize(Face, width, height);
        for (var i = 0; i < 30; i++)
        {
            var finished = Finished(image, Sampled(i));
            Assert.Equal((width, height), (finished.Width, finished.Height));
            Assert.InRange(Difference(image, finished), 0, 60);
        }
    }

    [Fact]
    public void Compression_changes_little_at_95_and_a_lot_at_20()
    {
        var good = Difference(Face, Finished(Face, new FaceCamera { Compression = 95 }));
        var poor = Difference(Face, Finished(Face, new FaceCamera { Compression = 20 }));
        Assert.InRange(good, 0.1, 2);
        Assert.InRange(poor, 3 * good, 20);
    }

    [Theory]
    [InlineData(40, 0.03f)]
    [InlineData(128, 0.1f)]
    [InlineData(200, 0.05f)]
    public void Noise_has_the_stated_variance_in_the_linear_signal(byte grey, float noise)
    {
        var image = Grey(128, grey);
        var finished = Finished(image, new FaceCamera { Noise = noise });
        var signal = Linear(grey);
        var values = finished.Pixels.Select(Linear).ToArray();
        var mean = values.Average();
        Assert.InRange(mean, 0.97 * signal, 1.03 * signal);
        var stated = noise * noise * (0.004 + 0.996 * signal);
        Assert.InRange(values.Average(value => (value - mean) * (value - mean)), 0.92 * stated, 1.08 * stated);
    }

    [Fact]
    public void Noise_is_new_with_each_seed_and_shared_a_little_with_the_neighbour_and_the_other_colours()
    {
        var image = Grey(128, 128);
        var camera = new FaceCamera { Noise = 0.08f };
        double[] first = Red(Finished(image, camera, 1)), second = Red(Finished(image, camera, 2));
        Assert.InRange(Correlation(first, second), -0.05, 0.05);
        Assert.InRange(Correlation(first[..^1], first[1..]), 0.4, 0.75);
        Assert.InRange(Correlation(first[..^3], first[3..]), -0.05, 0.05);
        Assert.InRange(Correlation(first, [.. Finished(image, camera, 1).Pixels.Where((_, i) => i % 3 == 1).Select(value => (double)value)]), 0.5, 0.75);

        static double[] Red(ImageBuffer image) => [.. image.Pixels.Where((_, i) => i % 3 == 0).Select(value => (double)value)];
    }

    [Fact]
    public void Blur_motion_and_a_low_resolution_lower_high_frequencies()
    {
        var sharp = Detail(Face, 1, 0);
        Assert.InRange(Detail(Finished(Face, new FaceCamera { Blur = 0.004f }), 1, 0), 0.5 * sharp, 0.99 * sharp);
        Assert.InRange(Detail(Finished(Face, new FaceCamera { Blur = 0.03f }), 1, 0), 0, 0.5 * sharp);
        Assert.InRange(Detail(Finished(Face, new FaceCamera { Resolution = 0.3f }), 1, 0), 0, 0.75 * sharp);
        var moved = Finished(Face, new FaceCamera { MotionBlur = 0.08f });
        Assert.True(Detail(moved, 1, 0) / sharp < 0.7 * (Detail(moved, 0, 1) / Detail(Face, 0, 1)));
    }

    [Fact]
    public void Blur_has_its_standard_deviation_and_keeps_the_light()
    {
        var image = Grey(64, 0);
        image.Row(32).Slice(3 * 32, 3).Fill(255);
        var row = Finished(image, new FaceCamera { Blur = 2f / 64 * 0.9f }).Row(32).ToArray().Where((_, i) => i % 3 == 0).Select(Linear).ToArray();
        var total = row.Sum();
        Assert.InRange(Math.Sqrt(row.Select((value, x) => value * (x - 32) * (x - 32)).Sum() / total), 1.65, 1.95);
        Assert.InRange(total, 0.2, 0.25);
    }

    [Fact]
    public void A_vignette_darkens_the_corners_and_leaves_the_middle()
    {
        var image = Finished(Grey(65, 180), new FaceCamera { Vignette = 0.6f });
        Assert.InRange(image.Row(32)[3 * 32], 179, 181);
        Assert.InRange(Linear(image.Row(0)[0]) / Linear(180), 0.38, 0.46);
    }

    [Fact]
    public void White_balance_and_tint_turn_grey_into_their_colours()
    {
        Assert.True(Middle(new FaceCamera { WhiteBalance = 1 }) is var (r, g, b) && r > g + 5 && g > b + 20);
        Assert.True(Middle(new FaceCamera { WhiteBalance = -1 }) is var (r2, g2, b2) && b2 > g2 + 10 && g2 > r2 + 5);
        Assert.True(Middle(new FaceCamera { Tint = 1 }) is var (r3, g3, b3) && r3 > g3 + 10 && b3 > g3 + 10);
        Assert.True(Middle(new FaceCamera { Tint = -1 }) is var (r4, g4, b4) && r4 < g4 - 10 && b4 < g4 - 10);

        static (int, int, int) Middle(FaceCamera camera) => Finished(Grey(16, 150), camera).Row(8) is var row ? (row[24], row[25], row[26]) : default;
    }

    [Fact]
    public void Monochrome_and_no_saturation_are_grey_and_more_saturation_is_more_colourful()
    {
        Assert.True(Colour(Finished(Face, new FaceCamera { Monochrome = true })) < 1.01);
        Assert.True(Colour(Finished(Face, new FaceCamera { Saturation = -1 })) < 1.01);
        Assert.True(Colour(Finished(Face, new FaceCamera { Saturation = 0.5f })) > 1.2 * Colour(Face));

        static double Colour(ImageBuffer image) => Enumerable.Range(0, image.Pixels.Length / 3).Average(i => image.Pixels.Skip(3 * i).Take(3).Max() - image.Pixels.Skip(3 * i).Take(3).Min());
    }

    [Fact]
    public void Contrast_moves_tones_away_from_the_middle_or_towards_it()
    {
        Assert.True(Finished(Grey(16, 60), new FaceCamera { Contrast = 1 }).Pixels[0] < 50);
        Assert.True(Finished(Grey(16, 200), new FaceCamera { Contrast = 1 }).Pixels[0] > 210);
        Assert.True(Finished(Grey(16, 60), new FaceCamera { Contrast = -1 }).Pixels[0] > 80);
        Assert.True(Finished(Grey(16, 200), new FaceCamera { Contrast = -1 }).Pixels[0] < 180);
    }

    [Fact]
    public void Sharpening_makes_halos_at_edges()
    {
        var image = Grey(32, 90);
        for (var y = 0; y < 32; y++) image.Row(y)[48..].Fill(170);
        var row = Finished(image, new FaceCamera { Sharpening = 1 }).Row(16);
        Assert.True(row[3 * 15] < 80 && row[3 * 16] > 180);
        Assert.Equal((90, 170), (row[3 * 5], row[3 * 27]));
    }

    [Fact]
    public void Most_drawn_cameras_are_good_and_some_are_poor()
    {
        var changes = Enumerable.Range(0, 400).Select(i => Difference(Face, Finished(Face, Sampled(i) with { Contrast = 0, Saturation = 0, Monochrome = false, WhiteBalance = 0, Tint = 0, Vignette = 0 }))).Order().ToArray();
        Assert.InRange(changes[200], 1, 8);
        Assert.True(changes[^8] > 2 * changes[200]);
        Assert.InRange(Enumerable.Range(0, 2000).Count(i => Sampled(i).Monochrome), 60, 140);
    }

    private static FaceCamera Sampled(int index)
    {
        var random = new CounterRandom(5, 6, (ulong)index);
        return CameraSampler.Sample(ref random);
    }

    private static ImageBuffer Finished(ImageBuffer image, FaceCamera camera, ulong seed = 1)
    {
        var copy = image.Clone();
        PhotoFinish.Apply(copy, camera, seed, new PhotoScratch());
        return copy;
    }

    private static ImageBuffer Grey(int side, byte value)
    {
        var image = new ImageBuffer(side, side);
        image.Pixels.AsSpan().Fill(value);
        return image;
    }

    private static double Linear(byte value) => value / 255.0 is var v && v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);

    private static double Difference(ImageBuffer a, ImageBuffer b) => a.Pixels.Zip(b.Pixels, (x, y) => Math.Abs(x - y)).Average();

    /// <summary>Mean difference of neighbours: what high frequencies there are in that direction.</summary>
    private static double Detail(ImageBuffer image, int dx, int dy)
    {
        double sum = 0;
        for (var y = 0; y < image.Height - dy; y++)
            for (var x = 0; x < image.Width - dx; x++)
                sum += Math.Abs(image.Row(y)[3 * x + 1] - image.Row(y + dy)[3 * (x + dx) + 1]);
        return sum / image.Width / image.Height;
    }

    private static double Correlation(double[] a, double[] b)
    {
        double meanA = a.Average(), meanB = b.Average();
        double Sum(Func<double, double, double> of) => a.Zip(b, (x, y) => of(x - meanA, y - meanB)).Sum();
        return Sum((x, y) => x * y) / Math.Sqrt(Sum((x, _) => x * x) * Sum((_, y) => y * y));
    }
}
