using GlGan.Imaging;

namespace GlGan.Tests.Imaging;

public sealed class AnnotationsTests
{
    [Fact]
    public void A_dot_is_round_and_a_box_is_an_outline()
    {
        var image = new ImageBuffer(7, 5);

        Annotations.Dot(image, new(1, 1), 1, (255, 0, 0));
        Annotations.Box(image, new(4.5f, 2), 4, 5, (0, 255, 0));

        Assert.Equal([
            ".R.GGGG",
            "RRRG..G",
            ".R.G..G",
            "...G..G",
            "...GGGG",
        ], Drawn(image));
    }

    [Fact]
    public void What_lies_outside_is_left_out()
    {
        var image = new ImageBuffer(4, 3);

        Annotations.Dot(image, new(3, 3), 1, (255, 0, 0));
        Annotations.Box(image, new(0, 0), 3, 3, (0, 255, 0));
        Annotations.Dot(image, new(float.MaxValue, -50), 2, (255, 0, 0));
        Annotations.Box(image, new(1e30f, 0), 3, 3, (255, 0, 0));

        Assert.Equal([".G..", "GG..", "...R"], Drawn(image));
    }

    private static string[] Drawn(ImageBuffer image) => [.. Enumerable.Range(0, image.Height).Select(y => string.Concat(Enumerable.Range(0, image.Width)
        .Select(x => image.Row(y)[3 * x] > 0 ? 'R' : image.Row(y)[3 * x + 1] > 0 ? 'G' : '.')))];
}
