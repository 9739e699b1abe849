using GlGan.Imaging;
using GlGan.Metrics;
using GlGan.Rendering;

namespace GlGan.Tests.Metrics;

public sealed class ColorAgreementTests
{
    private static readonly ImageBuffer[] Faces = [.. Enumerable.Range(0, 4).Select(person => new SyntheticFaces(6).Render(person, FaceView.Frontal, 32).Image)];

    [Fact]
    public void Images_that_are_their_targets_agree() =>
        Assert.Equal([new("red", 0, 1), new("green", 0, 1), new("blue", 0, 1)], Compare((value, _) => value));

    [Fact]
    public void A_tint_is_a_shift_of_its_channel_alone()
    {
        var channels = Compare((value, channel) => channel == 2 ? value + 7 : value);

        Assert.Equal([0, 0, 7], channels.Select(channel => channel.Shift));
        Assert.All(channels, channel => Assert.Equal(1, channel.Spread, 9));
    }

    [Fact]
    public void Paler_colours_are_less_spread()
    {
        var channels = Compare((value, channel) => channel == 0 ? 100 + (value - 100) / 2 : value);

        Assert.Equal(0.5, channels[0].Spread, 0.01);
        Assert.Equal([1, 1], channels.Skip(1).Select(channel => channel.Spread));
    }

    [Fact]
    public void All_images_count_together()
    {
        var colors = new ColorAgreement();
        colors.Add([Grey(10)], [Grey(0)]);
        colors.Add([Grey(30)], [Grey(40)]);

        // 10 and 30 against 0 and 40.
        Assert.All(colors.Compute(), channel => Assert.Equal((0, 0.5), (channel.Shift, channel.Spread)));
    }

    [Fact]
    public void Images_of_one_even_colour_have_no_spread_to_lose()
    {
        var (same, flat) = (new ColorAgreement(), new ColorAgreement());
        same.Add([Grey(10)], [Grey(0)]);
        flat.Add([Grey(10), Grey(10)], [Grey(0), Grey(40)]);

        Assert.Equal((10, 1), (same.Compute()[0].Shift, same.Compute()[0].Spread));
        Assert.Equal((-10, 0), (flat.Compute()[0].Shift, flat.Compute()[0].Spread));
    }

    [Fact]
    public void Images_without_a_counterpart_are_refused()
    {
        Assert.Throws<ArgumentException>("targets", () => new ColorAgreement().Add([Grey(0)], []));
        Assert.Throws<ArgumentException>(() => new ColorAgreement().Add([Grey(0)], [new ImageBuffer(3, 3)]));
        Assert.Throws<InvalidOperationException>(() => new ColorAgreement().Compute());
    }

    private static IReadOnlyList<ChannelAgreement> Compare(Func<int, int, int> change)
    {
        ImageBuffer[] targets = [.. Faces.Select(face => Each(face, (value, _) => Math.Clamp(value, 8, 240)))];
        var colors = new ColorAgreement();
        colors.Add([.. targets.Select(target => Each(target, change))], targets);
        return colors.Compute();
    }

    private static ImageBuffer Each(ImageBuffer image, Func<int, int, int> change)
    {
        var changed = image.Clone();
        for (var i = 0; i < changed.Pixels.Length; i++) changed.Pixels[i] = (byte)change(changed.Pixels[i], i % 3);
        return changed;
    }

    private static ImageBuffer Grey(byte level)
    {
        var image = new ImageBuffer(2, 2);
        Array.Fill(image.Pixels, level);
        return image;
    }
}
