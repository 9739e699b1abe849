using GlGan.Datasets;
using GlGan.Imaging;
using static GlGan.Tests.Datasets.DatasetTree;

namespace GlGan.Tests.Datasets;

public sealed class PairedFormatTests
{
    [Theory]
    [InlineData("A", "B", null)]
    [InlineData("trainA", "trainB", "train")]
    [InlineData("train_label", "train_img", "train")]
    public void Two_folders_are_matched_by_names_without_extension(string inputs, string targets, string? split)
    {
        using var tree = new DatasetTree($"{inputs}/y.png", $"{inputs}/sub/x.png", $"{targets}/y.jpg", $"{targets}/sub/x.jpg");
        using var dataset = tree.Open(new() { Split = split });

        Assert.Equal("paired", dataset.Name);
        Assert.Equal([$"{inputs}/sub/x.png", $"{inputs}/y.png"], Names(dataset));
        Assert.Equal($"{targets}/sub/x.jpg", dataset[0].Target!.Name);
        Assert.Equal([(1, 3), (0, 2)], Enumerable.Range(0, 2).Select(index => ((int)Red(dataset[index].Image), (int)Red(dataset[index].Target!.Image))));
    }

    [Fact]
    public void Splits_are_folders_or_parts_of_their_names()
    {
        using var names = new DatasetTree("trainA/1.png", "trainB/1.png", "testA/2.png", "testB/2.png");
        using var folders = new DatasetTree("A/train/1.png", "B/train/1.png", "A/val/2.png", "B/val/2.png");

        Assert.Equal(["testA/2.png"], Names(names.Open(new() { Split = "test" })));
        Assert.Equal(2, names.Open().Count);
        Assert.Equal(["A/val/2.png"], Names(folders.Open(new() { Split = "val" })));
        Assert.Contains("there is no split 'val'; there are test, train.", names.Problem(new() { Split = "val" }));
    }

    [Theory]
    [InlineData("A/2.png", "A/2.png': there is no image of this name in 'B'; 1 of 2 images have no partner")]
    [InlineData("B/2.png", "B/2.png': there is no image of this name in 'A'; 1 of 2 images have no partner")]
    [InlineData("A/1.webp", "A/1.webp': another image of this folder differs in the extension only")]
    public void Images_without_exactly_one_partner_are_an_error(string extra, string message)
    {
        using var tree = new DatasetTree("A/1.png", "B/1.png", extra);

        Assert.Contains(message, tree.Problem());
    }

    [Fact]
    public void Images_side_by_side_are_the_input_and_its_target()
    {
        using var tree = SideBySide("train/1.png", "val/2.png");
        using var dataset = tree.Open(format: "paired");

        Assert.Equal(["train/1.png", "val/2.png"], Names(dataset));
        var (left, right) = (dataset[1].Image.Load(SkiaImageCodec.Default), dataset[1].Target!.Image.Load(SkiaImageCodec.Default));
        Assert.Equal((6, 6), (left.Width, left.Height));
        Assert.Equal((6, 6), (right.Width, right.Height));
        Assert.All(Enumerable.Range(0, 36), pixel => Assert.Equal((10, 20), (left.Pixels[3 * pixel], right.Pixels[3 * pixel])));
        Assert.Equal(["val/2.png"], Names(tree.Open(new() { Split = "val" }, "paired")));
        Assert.Contains("there is no split 'test'; there are train, val.", tree.Problem(new() { Split = "test" }, "paired"));
    }

    [Fact]
    public void Images_side_by_side_in_one_folder_have_no_splits()
    {
        using var tree = SideBySide("1.png");

        Assert.Equal(1, tree.Open(format: "paired").Count);
        Assert.Contains("there is no split 'train', nor any other", tree.Problem(new() { Split = "train" }, "paired"));
    }

    [Fact]
    public void Folders_A_and_B_beside_others_with_images_are_classes_unless_asked_for()
    {
        using var letters = new DatasetTree("A/1.png", "B/1.png", "C/1.png");
        using var notes = new DatasetTree("A/1.png", "B/1.png", "notes/readme.txt");

        Assert.Equal(("folder", 3), (letters.Open().Name, letters.Open().Count));
        Assert.Equal(1, letters.Open(format: "paired").Count);
        Assert.Equal("paired", notes.Open().Name);
    }

    [Fact]
    public void Images_side_by_side_are_not_recognised_by_names()
    {
        using var tree = SideBySide("train/1.png");

        Assert.Equal("folder", tree.Open().Name);
    }

    [Fact]
    public void The_direction_is_swapped_by_a_change_of_the_samples()
    {
        using var tree = SideBySide("1.png");
        using var swapped = tree.Open(format: "paired").Select(sample => sample.Target! with { Target = sample });

        Assert.Equal((20, 10), (Red(swapped[0].Image), Red(swapped[0].Target!.Image)));
    }

    [Theory]
    [InlineData(13, 6)]
    [InlineData(6, 6)]
    public void An_image_that_is_not_two_side_by_side_is_damaged(int width, int height)
    {
        using var tree = new DatasetTree();
        tree.Save("1.png", Plain(width, height, 1));
        using var dataset = tree.Open(format: "paired");

        Assert.Contains($"{width}x{height}", Assert.Throws<ImageFormatException>(() => Red(dataset[0].Image)).Message);
    }

    [Fact]
    public void A_folder_without_images_is_an_error()
    {
        using var tree = new DatasetTree();

        Assert.Contains("there is no image in it", tree.Problem(format: "paired"));
    }

    private static DatasetTree SideBySide(params string[] files)
    {
        var tree = new DatasetTree();
        foreach (var file in files)
        {
            var image = Plain(12, 6, 10);
            for (var y = 0; y < 6; y++)
                for (var x = 6; x < 12; x++) image.Row(y)[3 * x] = 20;
            tree.Save(file, image);
        }

        return tree;
    }
}
