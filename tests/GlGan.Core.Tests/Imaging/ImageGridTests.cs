using GlGan.Imaging;

namespace GlGan.Tests.Imaging;

public sealed class ImageGridTests
{
    [Fact]
    public void Images_stand_in_rows_with_gaps_and_the_rest_is_background()
    {
        var images = Enumerable.Range(1, 5).Select(value => FixtureImages.Constant(4, 3, (byte)value, 0, 0)).ToArray();

        var sheet = ImageGrid.Compose(images, columns: 3, gap: 2, background: (9, 8, 7));

        Assert.Equal((16, 8), (sheet.Width, sheet.Height));
        Assert.Equal([1, 9, 2, 9, 3], new[] { 0, 4, 6, 10, 15 }.Select(x => (int)FixtureImages.Pixel(sheet, x, 0).R));
        Assert.Equal((9, 8, 7), FixtureImages.Pixel(sheet, 0, 3));
        Assert.Equal((4, 0, 0), FixtureImages.Pixel(sheet, 3, 5));
        Assert.Equal((9, 8, 7), FixtureImages.Pixel(sheet, 12, 7));
    }

    [Fact]
    public void An_image_of_another_size_is_named() =>
        Assert.Contains("Image 1 is 5x3, expected 4x3", Assert.Throws<ArgumentException>(() => ImageGrid.Compose([new(4, 3), new(5, 3)], 2)).Message);
}
