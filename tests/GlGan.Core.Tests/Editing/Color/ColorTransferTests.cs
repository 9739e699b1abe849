using GlGan.Editing;
using GlGan.Imaging;
using GlGan.Tests.Imaging;

namespace GlGan.Tests.Editing;

public sealed class ColorTransferTests
{
    private static readonly Dictionary<string, IColorTransfer> Transfers = new()
    {
        ["reinhard"] = new ReinhardColorTransfer(),
        ["linear"] = new LinearColorTransfer(),
        ["histogram"] = new HistogramColorTransfer(),
    };

    public static TheoryData<string> Names => [.. Transfers.Keys];

    private static readonly ImageBuffer Image = BlendingFixtures.Load("foreground"), Reference = BlendingFixtures.Load("background");
    private static readonly ImageMask Star = BlendingFixtures.LoadMask("star");

    [Theory]
    [MemberData(nameof(Names))]
    public void An_image_with_its_own_colours_stays_as_it_is(string name)
    {
        var (largest, _) = FixtureImages.Difference(Image, Transfers[name].Transfer(Image, null, Image, null));
        var (largestInMask, _) = FixtureImages.Difference(Image, Transfers[name].Transfer(Image, Star, Image, Star));

        Assert.InRange(largest, 0, 1);
        Assert.InRange(largestInMask, 0, 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Strength_goes_from_the_image_to_the_recoloured_one(string name)
    {
        var full = Transfers[name].Transfer(Image, Star, Reference, null);
        var half = Transfers[name].Transfer(Image, Star, Reference, null, 0.5);

        Assert.Equal(Image.Pixels, Transfers[name].Transfer(Image, Star, Reference, null, 0).Pixels);
        for (var i = 0; i < half.Pixels.Length; i++) Assert.Equal((Image.Pixels[i] + full.Pixels[i]) / 2.0, half.Pixels[i], 1.01);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_a_mask_excludes_does_not_count(string name)
    {
        ImageBuffer image = Image.Clone(), reference = Reference.Clone();
        Paint(image, (i, _) => Star.Values[i] > 0 ? null : (byte)250);
        Paint(reference, (i, _) => Star.Values[i] > 0 ? null : (byte)7);

        var expected = Transfers[name].Transfer(Image, Star, Reference, Star);
        var recolored = Transfers[name].Transfer(image, Star, reference, Star);

        for (var i = 0; i < Star.Values.Length; i++)
            if (Star.Values[i] > 0) Assert.Equal(expected.Pixels[(3 * i)..(3 * i + 3)], recolored.Pixels[(3 * i)..(3 * i + 3)]);
    }

    [Fact]
    public void The_histogram_transfer_agrees_with_scikit_image()
    {
        var recolored = new HistogramColorTransfer().Transfer(Image, null, Reference, null);

        var (largest, mean) = FixtureImages.Difference(BlendingFixtures.Load("histogram"), recolored);
        Assert.InRange(largest, 0, 1);
        Assert.InRange(mean, 0, 0.001);
    }

    [Fact]
    public void Reinhards_transfer_gives_the_references_means_and_deviations_in_Lab()
    {
        ImageBuffer image = Flattened(Image), reference = Flattened(Reference);

        var recolored = ColorStatistics.Of(new ReinhardColorTransfer().Transfer(image, Star, reference, Star), Star, LabColor.FromSrgb)!;

        var wanted = ColorStatistics.Of(reference, Star, LabColor.FromSrgb)!;
        for (var channel = 0; channel < 3; channel++)
        {
            Assert.Equal(wanted.Mean[channel], recolored.Mean[channel], 0.05);
            Assert.Equal(wanted.Deviation(channel), recolored.Deviation(channel), 0.1);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_constant_takes_the_references_colour_and_gives_its_own(string name)
    {
        var constant = FixtureImages.Constant(9, 7, 90, 90, 90);

        var recolored = Transfers[name].Transfer(constant, null, FixtureImages.Constant(3, 5, 200, 150, 90), null);
        var ofItself = Transfers[name].Transfer(Reference, null, constant, null);

        Assert.InRange(FixtureImages.Difference(FixtureImages.Constant(9, 7, 200, 150, 90), recolored).Largest, 0, 1);
        Assert.InRange(FixtureImages.Difference(FixtureImages.Constant(Reference.Width, Reference.Height, 90, 90, 90), ofItself).Largest, 0, 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Without_a_pixel_that_counts_nothing_changes(string name)
    {
        var nothing = new ImageMask(Image.Width, Image.Height);

        Assert.Equal(Image.Pixels, Transfers[name].Transfer(Image, nothing, Reference, null).Pixels);
        Assert.Equal(Image.Pixels, Transfers[name].Transfer(Image, null, Reference, nothing).Pixels);
        Assert.Throws<ArgumentOutOfRangeException>(() => Transfers[name].Transfer(Image, null, Reference, null, 1.5));
        Assert.Throws<ArgumentException>(() => Transfers[name].Transfer(Image, new ImageMask(2, 2), Reference, null));
    }

    [Fact]
    public void The_linear_transfer_gives_the_references_covariance()
    {
        // Colours of little contrast, so that nothing is clipped.
        ImageBuffer image = Flattened(Image), reference = Flattened(Reference);

        var recolored = ColorStatistics.Of(new LinearColorTransfer().Transfer(image, null, reference, null), null, Rgb)!;

        var wanted = ColorStatistics.Of(reference, null, Rgb)!;
        for (var row = 0; row < 3; row++)
        {
            Assert.Equal(wanted.Mean[row], recolored.Mean[row], 0.1);
            for (var column = 0; column < 3; column++) Assert.Equal(wanted.Covariance[row, column], recolored.Covariance[row, column], 1.0);
        }
    }

    [Fact]
    public void Reinhards_transfer_moves_towards_the_reference()
    {
        var grey = new ImageBuffer(16, 16);
        Paint(grey, (i, _) => (byte)(100 + i % 16));
        var bright = new ImageBuffer(16, 16);
        Paint(bright, (i, _) => (byte)(150 + 4 * (i % 16)));

        var recolored = new ReinhardColorTransfer().Transfer(grey, null, bright, null);

        Assert.InRange(FixtureImages.Difference(bright, recolored).Largest, 0, 2);
    }

    private static (float, float, float) Rgb(byte red, byte green, byte blue) => (red, green, blue);

    private static ImageBuffer Flattened(ImageBuffer image)
    {
        var flattened = image.Clone();
        Paint(flattened, (i, channel) => (byte)(100 + image.Pixels[3 * i + channel] / 5));
        return flattened;
    }

    private static void Paint(ImageBuffer image, Func<int, int, byte?> color)
    {
        for (var i = 0; i < image.Pixels.Length; i++) image.Pixels[i] = color(i / 3, i % 3) ?? image.Pixels[i];
    }
}
