using GlGan.Datasets;
using GlGan.Imaging;
using static GlGan.Tests.Datasets.DatasetTree;

namespace GlGan.Tests.Datasets;

public sealed class HoldOutTests
{
    [Fact]
    public void The_sides_are_all_samples_each_once_and_have_about_the_share()
    {
        using var dataset = Numbered(2000);

        string[] train = Names(dataset.Split("train", 0.1)), val = Names(dataset.Split("val", 0.1));

        Assert.Equal(Names(dataset), train.Concat(val).Order(StringComparer.Ordinal));
        Assert.InRange(val.Length, 160, 240);
    }

    [Fact]
    public void Samples_that_are_added_change_no_side()
    {
        var before = Names(Numbered(500).Split("val", 0.2));

        Assert.Equal(before, Names(Numbered(700).Split("val", 0.2)).Intersect(Names(Numbered(500))));
    }

    [Fact]
    public void A_larger_share_holds_out_what_a_smaller_one_does() =>
        Assert.Subset(Names(Numbered(500).Split("val", 0.3)).ToHashSet(), Names(Numbered(500).Split("val", 0.1)).ToHashSet());

    [Fact]
    public void The_sides_are_the_same_for_ever_and_everywhere() =>
        Assert.Equal(["02.png", "03.png", "06.png", "33.png"], Names(Numbered(40).Split("val", 0.1)));

    [Fact]
    public void Composed_and_decomposed_names_are_on_one_side()
    {
        var names = Enumerable.Range(0, 200).Select(number => $"é{number}.png").ToArray();

        Assert.Equal(
            Names(Of(names).Split("val", 0.5)), Names(Of([.. names.Select(name => name.Normalize(System.Text.NormalizationForm.FormD))]).Split("val", 0.5)).Select(name => name.Normalize()));
    }

    [Fact]
    public void Nobody_is_on_both_sides()
    {
        using var dataset = new MemoryDataset("people", [.. Enumerable.Range(0, 300).Select(number => new FaceSample($"{number}", new MemoryImage(Plain(8, 8, 0))) { Identity = number / 10 })]);
        using IFaceDataset train = dataset.Split("train", 0.3), val = dataset.Split("val", 0.3);

        Assert.Empty(People(train).Intersect(People(val)));
        Assert.Equal(30, People(train).Union(People(val)).Count());

        static IEnumerable<int?> People(IFaceDataset side) => Enumerable.Range(0, side.Count).Select(index => side[index].Identity);
    }

    [Theory]
    [InlineData(0.0, "train", "above 0 and below 1; got 0")]
    [InlineData(1.0, "train", "above 0 and below 1; got 1")]
    [InlineData(double.NaN, "train", "got NaN")]
    [InlineData(0.5, "test", "the splits train and val; got 'test'")]
    public void Other_shares_and_splits_are_refused(double share, string split, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => Numbered(4).Split(split, share)).Message);

    [Fact]
    public void Folders_archives_and_landmarks_are_cut_alike()
    {
        using var tree = new DatasetTree([.. Enumerable.Range(0, 40).Select(number => $"{number:00}.png")]);
        var options = new DatasetOptions { Split = "val", HoldOut = 0.1 };
        var expected = Names(tree.Open(options));

        Assert.Equal(["02.png", "03.png", "06.png", "33.png"], expected);
        Assert.Equal(36, tree.Open(options with { Split = "train" }).Count);
        Assert.Equal(expected, Names(DatasetFormats.Open(tree.Zip("a.zip"), options: options)));
        Assert.Equal(new Dictionary<string, int> { ["train"] = 36, ["val"] = 4 }, DatasetInspector.CountSplits(tree.FullPath, DatasetFormats.Named("folder"), new() { HoldOut = 0.1 }));
    }

    [Fact]
    public void What_cannot_be_cut_says_why()
    {
        using var tree = new DatasetTree("1.png", "2.png");
        using var split = new DatasetTree("train/cat/1.png", "val/cat/2.png");

        Assert.Contains("so say which side: Split (--split) is val", tree.Problem(new() { HoldOut = 0.1 }));
        Assert.Contains("is empty when a share of 0.001 of its 2 samples is held out", tree.Problem(new() { HoldOut = 0.001, Split = "val" }));
        Assert.Contains("it has the splits train, val of its own: choose one of them", split.Problem(new() { HoldOut = 0.1, Split = "val" }));
        Assert.Contains("has no splits; got 'val'. Hold a share out for train and val: HoldOut (--hold-out).", tree.Problem(new() { Split = "val" }));
    }

    private static MemoryDataset Numbered(int count) => Of([.. Enumerable.Range(0, count).Select(number => count <= 100 ? $"{number:00}.png" : $"{number:0000}.png")]);

    private static MemoryDataset Of(string[] names) => new("numbered", [.. names.Select(name => new FaceSample(name, new MemoryImage(new ImageBuffer(8, 8))))]);
}
