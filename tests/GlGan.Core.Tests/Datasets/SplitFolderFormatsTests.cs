using GlGan.Datasets;
using static GlGan.Tests.Datasets.DatasetTree;

namespace GlGan.Tests.Datasets;

public sealed class SplitFolderFormatsTests
{
    private static readonly string[] Afhq1 = ["train/dog/b.jpg", "train/cat/a.jpg", "train/wild/c.jpg", "train/cat/A.jpg", "val/dog/d.jpg", "val/cat/e.jpg"];

    private static readonly string[] Afhq2 = ["train/dog/b.png", "train/cat/a.png", "train/wild/c.png", "test/dog/d.png", "test/cat/e.png"];

    [Fact]
    public void Afhq_lists_train_before_the_rest_and_the_classes_in_their_order()
    {
        using var tree = new DatasetTree(Afhq1);
        using var dataset = tree.Open();

        Assert.Equal("afhq", dataset.Name);
        Assert.Equal(["train/cat/A.jpg", "train/cat/a.jpg", "train/dog/b.jpg", "train/wild/c.jpg", "val/cat/e.jpg", "val/dog/d.jpg"], Names(dataset));
        Assert.Equal(["cat", "cat", "dog", "wild", "cat", "dog"], Classes(dataset));
        Assert.Equal([3, 1, 0, 2, 5, 4], Enumerable.Range(0, 6).Select(index => (int)Red(dataset[index].Image)));
    }

    [Theory]
    [InlineData("val", "val")]
    [InlineData("test", "val")]
    [InlineData("val", "test")]
    [InlineData("test", "test")]
    public void Val_and_test_are_one_split_of_Afhq(string asked, string folder)
    {
        using var tree = new DatasetTree(folder == "val" ? Afhq1 : Afhq2);
        using var dataset = tree.Open(new() { Split = asked, Classes = ["dog"] });

        Assert.Equal($"{folder}/dog/d.{(folder == "val" ? "jpg" : "png")}", Assert.Single(Names(dataset)));
    }

    [Fact]
    public void CelebA_HQ_has_splits_and_two_classes()
    {
        using var tree = new DatasetTree("train/male/000016.jpg", "train/female/000004.jpg", "val/female/000001.jpg");

        using (var all = tree.Open())
        {
            Assert.Equal("celeba-hq", all.Name);
            Assert.Equal(["train/female/000004.jpg", "train/male/000016.jpg", "val/female/000001.jpg"], Names(all));
        }

        using var females = tree.Open(new() { Split = "train", Classes = ["female"] });
        Assert.Equal(["train/female/000004.jpg"], Names(females));
    }

    [Fact]
    public void CelebAMask_HQ_is_one_folder_beside_others()
    {
        using var tree = new DatasetTree("CelebA-HQ-img/0.jpg", "CelebA-HQ-img/1.jpg", "CelebAMask-HQ-mask-anno/0/00000_skin.png");
        using var dataset = tree.Open();

        Assert.Equal("celeba-hq", dataset.Name);
        Assert.Equal(["0.jpg", "1.jpg"], Names(dataset));
        Assert.Equal(1, Red(dataset[1].Image));
        Assert.Contains("has no splits", tree.Problem(new() { Split = "train" }));
    }

    [Fact]
    public void What_is_not_there_is_named_with_what_is()
    {
        using var tree = new DatasetTree(Afhq1);

        Assert.Contains("there is no split 'dev'; there are train, val.", tree.Problem(new() { Split = "dev" }));
        Assert.Contains("there is no class 'Cat'; there are cat, dog, wild.", tree.Problem(new() { Classes = ["Cat"] }));
        Assert.Contains("no image in val of the classes wild", tree.Problem(new() { Split = "test", Classes = ["wild"] }));
        Assert.Contains("has no attributes", tree.Problem(new() { Attributes = ["Smiling"] }));
        Assert.Contains("no image in train, val of the classes female, male", tree.Problem(format: "celeba-hq"));
    }

    [Fact]
    public void A_folder_with_another_class_is_not_taken_for_Afhq()
    {
        using var tree = new DatasetTree("train/cat/a.png", "train/horse/b.png");

        Assert.Equal("folder", DatasetFormats.Recognize(tree.FullPath).Name);
    }
}
