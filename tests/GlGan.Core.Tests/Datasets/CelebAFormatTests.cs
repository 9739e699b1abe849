using System.Numerics;
using GlGan.Datasets;
using GlGan.Imaging;
using GlGan.Pairs;

namespace GlGan.Tests.Datasets;

public sealed class CelebAFormatTests
{
    public static TheoryData<string, string, string, int, string> BrokenFiles => new()
    {
        { "list_attr_celeba.txt", "8\n", "9\n", 1, "9 images are promised, but 8 follow" },
        { "list_attr_celeba.txt", "8\n", "eight\n", 1, "the number of images must be a whole number; got 'eight'" },
        { "list_attr_celeba.txt", "8\n", "8 8\n", 1, "expected 1 values; got 2" },
        { "list_attr_celeba.txt", " Young \n", " Smiling \n", 2, "different names" },
        { "list_attr_celeba.txt", "000002.jpg -1", "000002.jpg  0", 4, "the attribute '5_o_Clock_Shadow' must be 1 or -1; got '0'" },
        { "list_attr_celeba.txt", "000002.jpg -1", "000002.jpg", 4, "expected 41 values; got 40" },
        { "list_attr_celeba.txt", "000002.jpg -1", "000002.jpg -1 -1", 4, "expected 41 values; got 42" },
        { "list_attr_celeba.txt", "000002.jpg", "000001.jpg", 4, "'000001.jpg' came before" },
        { "list_attr_celeba.txt", "000002.jpg", "000012.jpg", 4, "'000002.jpg' is not listed in" },
        { "list_attr_celeba.txt", "\n000003.jpg", "\n\n000003.jpg", 5, "the line is empty" },
        { "list_landmarks_align_celeba.txt", "lefteye_y", "lefteye_z", 2, "the columns must be 'lefteye_x lefteye_y" },
        { "list_landmarks_align_celeba.txt", "000002.jpg    69", "000002.jpg    6g", 4, "lefteye_x must be a whole number; got '6g'" },
        { "list_landmarks_align_celeba.txt", "000003.jpg    69", "000003.jpg    99999999999", 5, "lefteye_x must be a whole number; got '99999999999'" },
        { "list_bbox_celeba.txt", "image_id x_1", "image_id x_2", 2, "the columns must be 'x_1 y_1 width height'" },
        { "list_bbox_celeba.txt", " 475\n", "\n", 10, "expected 5 values; got 4" },
        { "list_eval_partition.txt", "000005.jpg 1", "000005.jpg 3", 5, "partition must be 0 (train), 1 (val) or 2 (test); got '3'" },
        { "identity_CelebA.txt", "000002.jpg 2880", "000002.jpg 28x0", 2, "identity must be a whole number; got '28x0'" },
        { "identity_CelebA.txt", "\n000008.jpg 9\n", "\n", 10, "'000008.jpg' is not listed in" },
        { "identity_CelebA.txt", "000008.jpg 9\n", "000008.jpg 9\n000009.jpg 9\n", 9, "'000009.jpg' is not listed in" },
    };

    public static TheoryData<string, Func<string, string>> Layouts => new()
    {
        { "img_align_celeba", name => name },
        { "celeba/img_align_celeba", name => "celeba/" + name },
        { "Img/img_align_celeba", name => (name == "list_eval_partition.txt" ? "Eval/" : "Anno/") + name },
        { "img_align_celeba/img_align_celeba", name => name },
    };

    [Theory]
    [MemberData(nameof(Layouts), DisableDiscoveryEnumeration = true)]
    public void Everything_published_is_read_in_any_of_the_usual_layouts(string images, Func<string, string> annotations)
    {
        using var folder = new CelebAFolder(images, annotations);

        var dataset = Assert.IsType<CelebADataset>(DatasetFormats.Open(folder.FullPath));

        Assert.Equal(8, dataset.Count);
        var second = dataset[1];
        Assert.Equal(("000002.jpg", "celeba", 2880), (second.Name, second.Source, second.Identity!.Value));
        Assert.Equal(
            [new Vector2(69, 112), new(107, 111), new(80, 136), new(72, 153), new(105, 152)],
            second.Landmarks!.Value.ToArray());
        Assert.False(second.Attributes!["Smiling"]);
        Assert.True(dataset[2].Attributes!["Eyeglasses"]);
        Assert.Equal((40, "Young"), (second.Attributes.Names.Count, second.Attributes.Names[^1]));
        Assert.Equal(new CelebABox(104, 72, 226, 313), dataset.OriginalBox(1));
    }

    [Fact]
    public void An_empty_folder_of_images_is_named()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("img_align_celeba"));

        var problem = Assert.Throws<DatasetException>(() => DatasetFormats.Open(folder.FullPath));

        Assert.Contains("img_align_celeba': there is no image in it", problem.Message);
    }

    [Fact]
    public void Kaggle_s_files_say_the_same_as_the_published_ones()
    {
        using var text = new CelebAFolder();
        using var csv = new CelebAFolder("img_align_celeba/img_align_celeba", form: "csv");
        text.Keep([.. CelebAFolder.Texts.Where(name => name != "identity_CelebA.txt")]);
        var published = (CelebADataset)DatasetFormats.Open(text.FullPath, options: new() { Split = "train" });
        var kaggle = (CelebADataset)DatasetFormats.Open(csv.FullPath, options: new() { Split = "train" });

        Assert.Equal(Described(published), Described(kaggle));
    }

    [Theory]
    [InlineData("train", 1, 2, 3, 4)]
    [InlineData("val", 5, 6)]
    [InlineData("valid", 5, 6)]
    [InlineData("test", 7, 8)]
    public void A_split_holds_its_images_with_their_own_values(string split, params int[] numbers)
    {
        using var folder = new CelebAFolder();
        using var all = DatasetFormats.Open(folder.FullPath);
        using var part = DatasetFormats.Open(folder.FullPath, options: new() { Split = split });

        Assert.Equal(Described((CelebADataset)all).Where((_, row) => numbers.Contains(row + 1)), Described((CelebADataset)part));
    }

    [Fact]
    public void Faces_are_chosen_by_attributes()
    {
        using var folder = new CelebAFolder();

        string[] Chosen(params string[] attributes)
        {
            using var dataset = DatasetFormats.Open(folder.FullPath, options: new() { Attributes = attributes });
            return [.. Enumerable.Range(0, dataset.Count).Select(index => dataset[index].Name)];
        }

        Assert.Equal(["000001.jpg", "000003.jpg", "000005.jpg", "000007.jpg"], Chosen("Smiling"));
        Assert.Equal(["000001.jpg", "000005.jpg", "000007.jpg"], Chosen("Smiling", "!Eyeglasses"));
        Assert.Contains("there is no attribute 'smiling'; there are 5_o_Clock_Shadow, ", Assert.Throws<DatasetException>(() => Chosen("smiling")).Message);
        Assert.Contains("both have and not have", Assert.Throws<DatasetException>(() => Chosen("Bald", "!Bald")).Message);
    }

    [Theory]
    [MemberData(nameof(BrokenFiles))]
    public void Anything_unexpected_is_one_error_with_file_and_line(string file, string find, string replacement, int line, string message)
    {
        using var folder = new CelebAFolder();
        folder.Edit(file, find, replacement);

        var problem = Assert.Throws<DatasetException>(() => DatasetFormats.Open(folder.FullPath));

        Assert.Equal(line, problem.Line);
        Assert.StartsWith($"'{problem.Path}', line {line}: ", problem.Message);
        Assert.Contains(message, problem.Message);
        Assert.Contains(file, problem.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("8\n")]
    [InlineData("8\nimage_id x_1 y_1 width height\n")]
    [InlineData("0\nimage_id x_1 y_1 width height\n")]
    public void A_file_that_ends_too_early_is_an_error_with_a_line(string text) =>
        Assert.NotNull(Assert.Throws<DatasetException>(() => CelebAAnnotations.ParseBoxes(new StringReader(text), "boxes.txt")).Line);

    [Theory]
    [InlineData("file,partition\n000001.jpg,0\n", 1, "the first column must be 'image_id'; got 'file'")]
    [InlineData("image_id,partition\n000001.jpg,\n", 2, "got ''")]
    [InlineData("image_id,partition\n000001.jpg\n", 2, "expected 2 values; got 1")]
    [InlineData("image_id,partition\n,0\n", 2, "the file name is empty")]
    public void Csv_files_are_checked_alike(string text, int line, string message)
    {
        var problem = Assert.Throws<DatasetException>(() => CelebAAnnotations.ParsePartition(new StringReader(text), "partition.csv"));

        Assert.Equal(line, problem.Line);
        Assert.Contains(message, problem.Message);
    }

    [Fact]
    public void Line_ends_of_Windows_and_blank_lines_at_the_end_change_nothing()
    {
        var table = CelebAAnnotations.ParsePartition(new StringReader("000001.jpg 0\r\n000002.jpg 2\r\n\r\n \r\n"), "partition.txt");

        Assert.Equal(["000001.jpg", "000002.jpg"], table.List.Files);
        Assert.Equal([0, 2], table.Values);
    }

    [Fact]
    public void Files_may_list_the_images_in_different_orders()
    {
        using var folder = new CelebAFolder();
        folder.Edit("identity_CelebA.txt", "000001.jpg 7\n000002.jpg 2880\n", "000002.jpg 2880\n000001.jpg 7\n");
        using var dataset = DatasetFormats.Open(folder.FullPath);

        Assert.Equal([7, 2880], [dataset[0].Identity!.Value, dataset[1].Identity!.Value]);
    }

    [Fact]
    public void A_missing_image_is_an_error_before_anything_starts_if_it_is_chosen()
    {
        using var folder = new CelebAFolder();
        File.Delete(Path.Combine(folder.Images, "000006.jpg"));

        var problem = Assert.Throws<DatasetException>(() => DatasetFormats.Open(folder.FullPath));

        Assert.Equal((folder.At("list_landmarks_align_celeba.txt"), 8), (problem.Path, problem.Line!.Value));
        Assert.Contains("'000006.jpg' is not in the folder", problem.Message);
        Assert.Contains("1 of 8 images are missing", problem.Message);
        Assert.Equal(4, DatasetFormats.Open(folder.FullPath, options: new() { Split = "train" }).Count);
    }

    [Fact]
    public void A_part_of_it_is_read_when_that_is_said_and_told()
    {
        using var folder = new CelebAFolder();
        foreach (var number in (int[])[2, 6, 8]) File.Delete(Path.Combine(folder.Images, $"{number:000000}.jpg"));
        using var dataset = DatasetFormats.Open(folder.FullPath, options: new() { Subset = true });

        Assert.Equal(["000001.jpg", "000003.jpg", "000004.jpg", "000005.jpg", "000007.jpg"], DatasetTree.Names(dataset));
        Assert.True(dataset[1].Attributes!["Eyeglasses"]);
        Assert.Equal("Left out: 3 images of the lists that the folder lacks (000002.jpg, 000006.jpg, 000008.jpg).", Assert.Single(dataset.Notices));
        Assert.Contains("say so: Subset (--subset)", Assert.Throws<DatasetException>(() => DatasetFormats.Open(folder.FullPath)).Message);
        Assert.Equal(["000005.jpg"], DatasetTree.Names(DatasetFormats.Open(folder.FullPath, options: new() { Subset = true, Split = "val" })));
    }

    [Fact]
    public void So_are_lists_that_name_different_images()
    {
        using var folder = new CelebAFolder();
        folder.Edit("identity_CelebA.txt", "000002.jpg 2880\n", "");
        folder.Edit("list_eval_partition.txt", "000003.jpg 0\n", "000009.jpg 0\n");

        using var dataset = DatasetFormats.Open(folder.FullPath, options: new() { Subset = true });

        Assert.Equal(6, dataset.Count);
        Assert.Equal(9, dataset[5].Identity);
        Assert.Equal("Left out: 2 images that only some of the lists name (000002.jpg, 000003.jpg).", Assert.Single(dataset.Notices));
        Assert.Contains("is not listed in", Assert.Throws<DatasetException>(() => DatasetFormats.Open(folder.FullPath)).Message);
    }

    [Fact]
    public void A_part_without_any_image_is_an_error()
    {
        using var folder = new CelebAFolder();
        foreach (var file in Directory.GetFiles(folder.Images)) File.Delete(file);

        Assert.Contains("none of the 8 images of the lists is in it", Assert.Throws<DatasetException>(() => DatasetFormats.Open(folder.FullPath, options: new() { Subset = true })).Message);
    }

    [Theory]
    [InlineData("img_align_celeba_png")]
    [InlineData("Img/img_align_celeba_png")]
    [InlineData("img_align_celeba_png/img_align_celeba_png")]
    [InlineData("img_align_celeba")]
    public void The_images_may_be_the_published_PNG_files_though_the_lists_name_JPEG(string images)
    {
        using var folder = new CelebAFolder(images);
        foreach (var file in Directory.GetFiles(folder.Images)) File.Move(file, Path.ChangeExtension(file, ".png"));
        using var dataset = DatasetFormats.Open(folder.FullPath);

        Assert.Equal("celeba", dataset.Name);
        Assert.Equal((8, "000002.png", 2880), (dataset.Count, dataset[1].Name, dataset[1].Identity!.Value));
        Assert.Equal(178, dataset[1].Image.Load(SkiaImageCodec.Default).Width);
        Assert.Empty(dataset.Notices);
    }

    [Fact]
    public void Images_that_no_list_names_are_told()
    {
        using var folder = new CelebAFolder();
        File.Copy(Path.Combine(folder.Images, "000001.jpg"), Path.Combine(folder.Images, "extra.jpg"));

        Assert.Equal("Left out: 1 image of the folder that no list names (extra.jpg).", Assert.Single(DatasetFormats.Open(folder.FullPath).Notices));
    }

    [Theory]
    [InlineData(",image_id,A,B\n0,1.jpg,1,0\n1,2.jpg,0,1\n")]
    [InlineData("Unnamed: 0,image_id,A,B\n0,1.jpg,1,-1\n1,2.jpg,-1,1\n")]
    [InlineData("\"image_id\",\"A\",\"B\"\n\"1.jpg\",\"1\",\"-1\"\n\"2.jpg\",\"-1\",\"1\"\n")]
    [InlineData("image_id;A;B\n1.jpg;1;0\n2.jpg;0;1\n")]
    [InlineData("image_id\tA\tB\n1.jpg\t1\t0\n2.jpg\t0\t1\n")]
    [InlineData("image_id, A, B\r\n1.jpg, 1, 0\r\n2.jpg, 0, 1\r\n")]
    public void Tables_that_went_through_other_hands_say_the_same(string text)
    {
        var table = CelebAAnnotations.ParseAttributes(new StringReader(text), "list_attr_celeba.csv");

        Assert.Equal(["1.jpg", "2.jpg"], table.List.Files);
        Assert.Equal(["A", "B"], table.Columns);
        Assert.Equal([1UL, 2UL], table.Values);
    }

    [Fact]
    public void Whole_numbers_may_be_written_with_a_point_in_tables() =>
        Assert.Equal([0, 2], CelebAAnnotations.ParsePartition(new StringReader("image_id,partition\n1.jpg,0\n2.jpg,2\n"), "p.csv").Values.Select(value => (int)value)
            .Zip(CelebAAnnotations.ParseIdentities(new StringReader("image_id,identity\n1.jpg,0.0\n2.jpg,2.0\n"), "i.csv").Values, (partition, identity) => partition == identity ? identity : -1));

    [Theory]
    [InlineData("image_id,A\n1.jpg,0\n2.jpg,-1\n", "the attribute 'A' must be 1 or 0; got '-1'")]
    [InlineData("image_id,A\n1.jpg,-1\n2.jpg,0\n", "the attribute 'A' must be 1 or -1; got '0'")]
    [InlineData("image_id,A\n1.jpg,yes\n", "the attribute 'A' must be 1 or -1; got 'yes'")]
    public void Both_ways_to_write_no_in_one_table_are_an_error(string text, string message) =>
        Assert.Contains(message, Assert.Throws<DatasetException>(() => CelebAAnnotations.ParseAttributes(new StringReader(text), "a.csv")).Message);

    [Theory]
    [InlineData("list_attr_celeba.txt")]
    [InlineData("list_eval_partition.txt")]
    public void Lists_may_begin_with_the_mark_of_their_byte_order(string name)
    {
        using var folder = new CelebAFolder();
        File.WriteAllText(folder.At(name), File.ReadAllText(folder.At(name)), System.Text.Encoding.Unicode);

        Assert.Equal(4, DatasetFormats.Open(folder.FullPath, options: new() { Split = "train" }).Count);
    }

    [Fact]
    public void Other_files_in_the_folder_of_images_are_ignored()
    {
        using var folder = new CelebAFolder();
        folder.Keep();
        foreach (var name in (string[])["Thumbs.db", ".hidden.jpg", "readme.txt"]) File.WriteAllText(Path.Combine(folder.Images, name), "");
        using var dataset = DatasetFormats.Open(folder.FullPath);

        Assert.Equal(8, dataset.Count);
    }

    [Fact]
    public void Images_alone_are_enough_unless_an_option_asks_for_more()
    {
        using var folder = new CelebAFolder();
        folder.Keep();
        using var dataset = DatasetFormats.Open(folder.FullPath);

        var sample = dataset[7];
        Assert.Equal(("000008.jpg", null, null, null), (sample.Name, sample.Landmarks, sample.Attributes, sample.Identity));
        Assert.Equal(64, new AlignedFaces(dataset, new() { ImageSize = 64 }).Load(7).Image.Width);
        Assert.Contains("list_eval_partition.txt", Problem(new() { Split = "val" }));
        Assert.Contains("list_attr_celeba.txt", Problem(new() { Attributes = ["Male"] }));
        Assert.Contains("there is no split 'dev'; there are train, val, test", Problem(new() { Split = "dev" }));

        string Problem(DatasetOptions options) => Assert.Throws<DatasetException>(() => DatasetFormats.Open(folder.FullPath, options: options)).Message;
    }

    [Fact]
    public void Annotations_without_images_are_an_error()
    {
        using var folder = new CelebAFolder();
        Directory.Delete(folder.Images, recursive: true);

        Assert.Contains("img_align_celeba", Assert.Throws<DatasetException>(() => DatasetFormats.Open(folder.FullPath)).Message);
    }

    [Fact]
    public void The_box_of_the_original_photo_neither_crops_nor_rejects_an_image()
    {
        using var folder = new CelebAFolder();
        var dataset = (CelebADataset)DatasetFormats.Open(folder.FullPath);

        Assert.Equal(new CelebABox(600, 274, 343, 475), dataset.OriginalBox(7));
        Assert.Equal(178, dataset[7].Image.Load(SkiaImageCodec.Default).Width);
        Assert.Empty(Damaged(dataset, 7));
    }

    private static IReadOnlyList<DamagedImage> Damaged(IFaceDataset dataset, int index)
    {
        var faces = new AlignedFaces(dataset, new() { ImageSize = 64 });
        faces.Load(index);
        return faces.Damaged;
    }

    private static string[] Described(CelebADataset dataset) => [.. Enumerable.Range(0, dataset.Count).Select(index =>
        $"{dataset[index].Name} {dataset[index].Landmarks} {dataset.OriginalBox(index)} {dataset[index].Identity} "
        + string.Concat(dataset[index].Attributes!.Names.Select(name => dataset[index].Attributes![name] ? '+' : '-')))];
}
