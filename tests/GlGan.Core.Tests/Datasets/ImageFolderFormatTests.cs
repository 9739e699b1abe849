using System.Text;
using GlGan.Datasets;
using static GlGan.Tests.Datasets.DatasetTree;

namespace GlGan.Tests.Datasets;

public sealed class ImageFolderFormatTests
{
    [Fact]
    public void Links_are_followed_unless_they_lead_in_circles()
    {
        using var tree = new DatasetTree("cats/a.png", "dogs/b.png");
        using var elsewhere = new DatasetTree("deep/c.png");
        try
        {
            Directory.CreateSymbolicLink(tree.At("cats/circle"), tree.FullPath);
            Directory.CreateSymbolicLink(tree.At("cows"), elsewhere.FullPath);
            Directory.CreateSymbolicLink(elsewhere.At("deep/back"), tree.FullPath);
            File.CreateSymbolicLink(tree.At("cats/b.png"), tree.At("dogs/b.png"));
        }
        catch (IOException) when (OperatingSystem.IsWindows())
        {
            Assert.Skip("This account may not make links.");
        }

        Assert.Equal(["cats/a.png", "cats/b.png", "cows/deep/c.png", "dogs/b.png"], Names(tree.Open()));
    }

    [Fact]
    public void The_first_folder_is_the_class_and_paths_are_in_ordinal_order()
    {
        using var tree = new DatasetTree("b/1.PNG", "a/deep/er/2.jpeg", "a/10.jpg", "B/3.webp", "top.bmp");
        using var dataset = tree.Open();

        Assert.Equal("folder", dataset.Name);
        Assert.Equal(["B/3.webp", "a/10.jpg", "a/deep/er/2.jpeg", "b/1.PNG", "top.bmp"], Names(dataset));
        Assert.Equal(["B", "a", "a", "b", null], Classes(dataset));
        Assert.Equal(2, Red(dataset[1].Image));
        Assert.Equal("folder", dataset[0].Source);
    }

    [Fact]
    public void Hidden_and_other_files_are_ignored()
    {
        using var tree = new DatasetTree("a.png", ".hidden.png", ".thumbnails/b.png", "__MACOSX/a.png", "__MACOSX/x/._a.png", "c/.d/e.png", "c/@eaDir/a.png/thumb.jpg", "#recycle/b.png", "System Volume Information/x.png");
        tree.Write("Thumbs.db");
        tree.Write("notes.txt");
        using var dataset = tree.Open();

        Assert.Equal(["a.png"], Names(dataset));
    }

    [Fact]
    public void Classes_can_be_chosen()
    {
        using var tree = new DatasetTree("cats/1.png", "dogs/2.png", "birds/3.png");
        using var dataset = tree.Open(new() { Classes = ["dogs", "cats"] });

        Assert.Equal(["cats/1.png", "dogs/2.png"], Names(dataset));
        Assert.Contains("there is no class 'fish'; there are birds, cats, dogs.", tree.Problem(new() { Classes = ["fish"] }));
        Assert.Contains("has no splits", tree.Problem(new() { Split = "train" }));
    }

    [Fact]
    public void A_flat_folder_has_no_classes()
    {
        using var tree = new DatasetTree("1.png");

        Assert.Equal([null], Classes(tree.Open()));
        Assert.Contains("there is no class 'cat', nor any other", tree.Problem(new() { Classes = ["cat"] }));
    }

    [Fact]
    public void A_folder_without_images_is_an_error()
    {
        using var tree = new DatasetTree();
        tree.Write("readme.txt");

        Assert.Contains("no known dataset", tree.Problem());
        Assert.Contains("there is no image in it", tree.Problem(format: "folder"));
    }

    [Fact]
    public void A_file_is_no_folder()
    {
        using var tree = new DatasetTree("a.png");

        Assert.Contains("this is no folder", Assert.Throws<DatasetException>(() => DatasetFormats.Open(tree.At("a.png"), "folder")).Message);
    }

    [Theory]
    [InlineData("""{"labels": [["00000/a.png", 6], ["00000/b.png", 0]]}""", "6", "0", null)]
    [InlineData("""{"labels": null}""", null, null, null)]
    [InlineData("""{"licence": "none"}""", "00000", "00000", "00001")]
    public void The_labels_of_StyleGAN_are_classes(string json, string? first, string? second, string? third)
    {
        using var tree = new DatasetTree("00000/a.png", "00000/b.png", "00001/c.png");
        tree.Write("dataset.json", Encoding.UTF8.GetBytes(json));
        using var dataset = tree.Open();

        Assert.Equal([first, second, third], Classes(dataset));
    }

    public static TheoryData<Encoding> Encodings => [new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true)];

    [Theory]
    [MemberData(nameof(Encodings), DisableDiscoveryEnumeration = true)]
    public void Labels_may_begin_with_the_mark_of_their_byte_order(Encoding encoding)
    {
        using var tree = new DatasetTree("ä.png");
        tree.Write("dataset.json", [.. encoding.GetPreamble(), .. encoding.GetBytes("""{"labels": [["ä.png", 3]]}""")]);

        Assert.Equal(["3"], Classes(tree.Open()));
    }

    [Fact]
    public void Labels_that_are_not_UTF_8_are_an_error()
    {
        using var tree = new DatasetTree("a.png");
        tree.Write("dataset.json", [.. "{\"labels\": [[\""u8, 0xE4, .. ".png\", 3]]}"u8]);

        Assert.Contains("a file name is not valid UTF-8", tree.Problem());
    }

    [Fact]
    public void Names_with_backslashes_as_extracted_archives_leave_them_keep_their_classes()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("There, a backslash cannot be in a name.");
        using var tree = new DatasetTree("cat\\a.png", "dog\\b.png", "__MACOSX\\cat\\._a.png");
        using var dataset = tree.Open();

        Assert.Equal(["cat", "dog"], Classes(dataset));
        Assert.Equal(1, Red(dataset[1].Image));
    }

    [Fact]
    public void Images_of_formats_that_are_not_read_are_told()
    {
        using var tree = new DatasetTree("a.png", "b/1.tif", "b/2.tiff", "c.heic", "d.dng", "e.tga", "f.svg", ".hidden.tif");
        using var dataset = tree.Open();

        Assert.Equal(["a.png"], Names(dataset));
        Assert.Equal("Left out: 6 images of a format that is not read: convert to PNG or JPEG (b/1.tif, b/2.tiff, c.heic, d.dng, e.tga, …).", Assert.Single(dataset.Notices));
        Assert.Equal(dataset.Notices, dataset.Shuffle(1).Select(sample => sample).Slice(0, 1).Notices);
    }

    [Fact]
    public void A_folder_of_nothing_else_says_so()
    {
        using var tree = new DatasetTree("a.tif");

        Assert.Contains("there is no image in it. Left out: 1 image of a format that is not read: convert to PNG or JPEG (a.tif).", tree.Problem());
    }

    [Theory]
    [InlineData("{\"labels\": [\n[\"00000/a.png\", 6],\n[", "', line 3: this is not JSON")]
    [InlineData("""{"labels": 3}""", "'labels' must be a list or null")]
    [InlineData("""{"labels": [["a.png", 1], ["b.png"]]}""", "label 2 must be a list of a file name and a class number")]
    [InlineData("""{"labels": [["a.png", [0.5, 1]]]}""", "label 1 must be a list of a file name and a class number")]
    [InlineData("""{"labels": [["a.png", 1], ["a.png", 2]]}""", "label 2 is for 'a.png', which has one already")]
    public void Labels_that_are_none_are_an_error(string json, string message)
    {
        using var tree = new DatasetTree("00000/a.png");
        tree.Write("dataset.json", Encoding.UTF8.GetBytes(json));

        Assert.Contains("dataset.json'", tree.Problem());
        Assert.Contains(message, tree.Problem());
    }
}
