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
        using var tree = new DatasetTree("a.png", ".hidden.png", ".thumbnails/b.png", "__MACOSX/a.png", "__MACOSX/x/._a.png", "c/.d/e.png");
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
