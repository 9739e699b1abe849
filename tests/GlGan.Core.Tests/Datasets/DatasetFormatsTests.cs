using GlGan.Datasets;
using GlGan.Faces;

namespace GlGan.Tests.Datasets;

public sealed class DatasetFormatsTests
{
    [Theory]
    [InlineData("celeba", "img_align_celeba/000001.jpg")]
    [InlineData("celeba", "celeba/img_align_celeba/000001.jpg")]
    [InlineData("celeba", "Anno/list_landmarks_align_celeba.txt")]
    [InlineData("celeba", "list_attr_celeba.csv")]
    [InlineData("celeba-hq", "train/male/1.jpg", "train/female/2.jpg")]
    [InlineData("celeba-hq", "CelebA-HQ-img/0.jpg")]
    [InlineData("afhq", "val/wild/1.jpg")]
    [InlineData("afhq", "test/cat/1.png", "train/dog/2.png")]
    [InlineData("landmarks", "landmarks.csv", "a.png")]
    [InlineData("landmarks", "landmarks.csv", "trainA/a.png", "trainB/a.png")]
    [InlineData("paired", "A/1.png", "B/1.png")]
    [InlineData("paired", "testA/1.png", "testB/1.png")]
    [InlineData("paired", "train_label/1.png", "train_img/1.jpg")]
    [InlineData("folder", "A/1.png", "C/1.png")]
    [InlineData("folder", "train/horse/1.png")]
    [InlineData("folder", "1.webp")]
    public void A_layout_is_recognised_by_its_names(string format, params string[] files)
    {
        using var tree = new DatasetTree(files);

        Assert.Equal(format, DatasetFormats.Recognize(tree.FullPath).Name);
    }

    [Fact]
    public void An_archive_is_recognised_by_its_extension()
    {
        using var tree = new DatasetTree("a.zip", "b.png");

        Assert.Equal("zip", DatasetFormats.Recognize(tree.At("a.zip")).Name);
        Assert.Contains("no known dataset", Assert.Throws<DatasetException>(() => DatasetFormats.Recognize(tree.At("b.png"))).Message);
    }

    [Fact]
    public void What_is_not_recognised_is_told_what_would_be()
    {
        using var tree = new DatasetTree();

        var message = tree.Problem();

        Assert.All(DatasetFormats.All, format => Assert.Contains($"{format.Name}: {format.Layout}", message));
        Assert.Contains("celeba, ", Assert.Throws<ArgumentException>(() => DatasetFormats.Named("celebb")).Message);
        Assert.Contains("there is no such file or folder", Assert.Throws<DatasetException>(() => DatasetFormats.Open(tree.At("nothing"))).Message);
    }

    [Fact]
    public void Every_format_says_no_to_a_folder_and_a_file_that_are_none()
    {
        using var tree = new DatasetTree();
        tree.Write("notes.txt", 1);

        Assert.All(DatasetFormats.All, format => Assert.False(format.Recognizes(tree.FullPath) || format.Recognizes(tree.At("notes.txt"))));
    }

    [Fact]
    public void A_bad_line_of_landmarks_is_named()
    {
        using var tree = new DatasetTree("a.png");
        File.WriteAllText(tree.At("landmarks.csv"), $"{LandmarksCsv.Header}\na.png,1,2,3\n");

        var problem = Assert.Throws<DatasetException>(() => tree.Open());

        Assert.Equal((tree.At("landmarks.csv"), 2), (problem.Path, problem.Line));
        Assert.Equal($"'{problem.Path}', line 2: expected 11 values separated by commas; got 4 in 'a.png,1,2,3'.", problem.Message);
    }

    [Theory]
    [InlineData("celeba")]
    [InlineData("celeba-hq")]
    [InlineData("afhq")]
    [InlineData("landmarks")]
    [InlineData("paired")]
    [InlineData("zip")]
    [InlineData("folder")]
    public void A_format_that_is_asked_for_by_name_says_what_is_missing(string format)
    {
        using var tree = new DatasetTree();

        Assert.StartsWith($"'{tree.FullPath}", tree.Problem(format: format));
    }
}
