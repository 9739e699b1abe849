using System.Text;
using GlGan.Datasets;
using GlGan.Faces;
using static GlGan.Tests.Datasets.DatasetTree;

namespace GlGan.Tests.Datasets;

public sealed class LandmarksFolderFormatTests
{
    private const string Points = "1,2,5,2,3,3,1,5,5,5";
    private const string JsonPoints = "[[1,2],[5,2],[3,3],[1,5],[5,5]]";

    [Fact]
    public void Images_without_landmarks_and_landmarks_without_an_image_are_told()
    {
        using var tree = new DatasetTree("a.png", "b.png", "sub/c.png", "d.tif");
        Csv(tree, "a.png", "gone.png");
        using var dataset = tree.Open();

        Assert.Equal(["a.png"], Names(dataset));
        Assert.Equal(
            [
                "Left out: 2 images without landmarks in landmarks.csv (b.png, sub/c.png).",
                "Left out: 1 face in landmarks.csv without its image (gone.png).",
                "Left out: 1 image of a format that is not read: convert to PNG or JPEG (d.tif).",
            ],
            dataset.Notices);
    }

    [Fact]
    public void Where_everything_has_its_landmarks_nothing_is_told()
    {
        using var tree = new DatasetTree("a.png", "sub/b.png", "c");
        Csv(tree, "./a.png", "sub\\b.png", "c");
        using var dataset = tree.Open();

        Assert.Equal(["a.png", "sub/b.png", "c"], Names(dataset));
        Assert.Empty(dataset.Notices);
        Assert.Equal(1, Red(dataset[1].Image));
    }

    [Fact]
    public void A_list_of_images_that_are_elsewhere_is_an_error()
    {
        using var tree = new DatasetTree("a.png");
        Csv(tree, "x/a.png", "x/b.png");

        Assert.Contains("landmarks.csv': none of its 2 images is in the folder, such as 'x/a.png'.", tree.Problem());
    }

    [Fact]
    public void Nothing_outside_the_folder_is_read()
    {
        using var elsewhere = new DatasetTree("x.png");
        using var tree = new DatasetTree("a.png");
        string[] outside = [$"../{Path.GetFileName(elsewhere.FullPath)}/x.png", elsewhere.At("x.png"), $"sub/../../{Path.GetFileName(elsewhere.FullPath)}/x.png"];
        Csv(tree, ["a.png", .. outside]);
        using var dataset = tree.Open();

        Assert.Equal(["a.png"], Names(dataset));
        Assert.StartsWith("Left out: 3 faces in landmarks.csv without its image (", Assert.Single(dataset.Notices));
    }

    [Fact]
    public void A_pipe_named_as_an_image_is_damage_and_does_not_wait()
    {
        using var tree = new DatasetTree("a.png");
        SpecialFiles.Pipe(tree.At("b.png"));
        Csv(tree, "a.png", "b.png");
        using var dataset = tree.Open();

        Assert.Contains("is a pipe, not a file", Assert.Throws<IOException>(() => dataset[1].Image.Load(GlGan.Imaging.SkiaImageCodec.Default)).Message);
    }

    [Theory]
    [InlineData(10_000_000)]
    [InlineData(70_000)]
    public void A_line_of_millions_of_columns_is_refused_in_few_words_and_little_memory(int columns)
    {
        using var tree = new DatasetTree("a.png");
        Csv(tree, "a.png" + new string(',', columns));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var problem = tree.Problem();

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
        Assert.Contains("line 2: the line has more than 65536 characters", problem);
        Assert.InRange(problem.Length, 0, 1000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    public void Landmarks_may_be_JSON_as_the_commands_read_it(string mark)
    {
        using var tree = new DatasetTree("a.png", "b.png", "c.png");
        File.WriteAllText(tree.At("landmarks.json"), $$"""{{mark}}{"b.png": {{JsonPoints}}, "a.png": [{{JsonPoints}}, {{JsonPoints}}], "c.png": []}""", new UTF8Encoding(false));
        using var dataset = tree.Open();

        Assert.Equal("landmarks", dataset.Name);
        Assert.Equal(["b.png", "a.png"], Names(dataset));
        Assert.Equal(3, dataset[0].Landmarks!.Value.Nose.X);
        Assert.Equal(["Left out: 1 image without landmarks in landmarks.json (c.png).", "The first face is taken of: 1 image with several (a.png)."], dataset.Notices);
    }

    [Fact]
    public void Of_both_files_the_table_counts()
    {
        using var tree = new DatasetTree("a.png", "b.png");
        Csv(tree, "a.png");
        File.WriteAllText(tree.At("landmarks.json"), $$"""{"b.png": {{JsonPoints}}}""");

        Assert.Equal(["a.png"], Names(tree.Open()));
    }

    [Fact]
    public void Bad_JSON_is_an_error_that_names_the_file_once()
    {
        using var tree = new DatasetTree("a.png");
        File.WriteAllText(tree.At("landmarks.json"), """{"a.png": 3}""");

        Assert.StartsWith($"'{tree.At("landmarks.json")}': 'a.png': expected a face", tree.Problem());
    }

    private static void Csv(DatasetTree tree, params string[] files) =>
        File.WriteAllLines(tree.At("landmarks.csv"), [LandmarksCsv.Header, .. files.Select(file => $"{file},{Points}")]);
}
