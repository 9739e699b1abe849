using GlGan.Datasets;
using GlGan.Imaging;
using GlGan.Tests.Imaging;

namespace GlGan.Tests.Datasets;

public sealed class ImageFilesTests
{
    [Fact]
    public void Images_are_known_by_their_extension_and_those_of_other_formats_can_be_told()
    {
        string[] images = ["a.png", "b.JPG", "c.jpeg", "d.jpe", "e.JFIF", "f.jif", "g.webp", "h.gif", "i.bmp", "j.dib", "k.apng"];
        string[] others = ["l.tif", "m.TIFF", "n.heic", "o.avif", "p.ppm", "q.dng", "r.jxl"];
        using var tree = new DatasetTree([.. images, .. others, "s.txt", "t", ".u.png", ".v.tif", "below/w.jfif", "below/x.tif"]);

        Assert.Equal(images, ImageFiles.In(tree.FullPath));
        Assert.Equal(others, ImageFiles.UnsupportedIn(tree.FullPath));
        Assert.Equal(images.Append("below/w.jfif").Order(), ImageFiles.Below(tree.FullPath).Order());
        Assert.Equal(others.Append("below/x.tif").Order(), ImageFiles.UnsupportedBelow(tree.FullPath).Order());
    }

    [Fact]
    public void Folders_that_link_to_each_other_are_each_listed_once()
    {
        const int Folders = 9;
        using var tree = new DatasetTree([.. Enumerable.Range(0, Folders).Select(i => $"{i}/image.png")]);
        for (var from = 0; from < Folders; from++)
            for (var to = 0; to < Folders; to++)
                if (from != to) SpecialFiles.Link(tree.At($"{from}/link{to}"), tree.At($"{to}"));

        Assert.Equal(Enumerable.Range(0, Folders).Select(i => $"{i}/image.png"), ImageFiles.Below(tree.FullPath).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Folders_elsewhere_are_listed_by_the_first_of_their_links()
    {
        using var elsewhere = new DatasetTree("deep/b.png");
        using var tree = new DatasetTree("a.png");
        SpecialFiles.Link(tree.At("two"), elsewhere.FullPath);
        SpecialFiles.Link(tree.At("one"), elsewhere.FullPath);

        Assert.Equal(["a.png", "one/deep/b.png"], ImageFiles.Below(tree.FullPath).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("a.jpe", ImageFormat.Jpeg)]
    [InlineData("a.JFIF", ImageFormat.Jpeg)]
    [InlineData("a.png", ImageFormat.Png)]
    public void Images_are_written_in_the_format_of_the_name(string name, ImageFormat format)
    {
        using var folder = new TemporaryFolder();

        ImageFile.Save(folder.File(name), new ImageBuffer(3, 2));

        Assert.Equal(format, File.ReadAllBytes(folder.File(name))[0] == 0xFF ? ImageFormat.Jpeg : ImageFormat.Png);
        Assert.Equal(format, ImageFile.FormatOf(name));
    }

    [Fact]
    public void A_GIF_is_read() => Assert.Equal(FixtureImages.Load("small.png").Pixels, FixtureImages.Load("small.gif").Pixels);
}
