using System.Text;
using GlGan.Datasets;
using GlGan.Imaging;
using GlGan.Pairs;
using GlGan.Tests.Imaging;

namespace GlGan.Tests.Datasets;

public sealed class LsunTests
{
    // The keys of the fixtures, in order: SHA-1 of the numbers 1, 3, 0 and 2.
    private static readonly string[] Keys =
    [
        "356a192b7913b04c54574d18c28d46e6395428ab", "77de68daecd823babbb58edb1c8e14d7106e83bb",
        "b6589fc6ab0dc82cf12099d1c2d40ab994e8410c", "da4b9237bacccdf19c0760cab7aec4a8359010b0",
    ];

    [Fact]
    public void A_database_is_recognised_and_its_images_are_decoded_whatever_their_format()
    {
        using var folder = new TemporaryFolder();
        using var dataset = DatasetFormats.Open(Database(folder, "church_outdoor_val"));

        Assert.Equal(("lsun", 4), (dataset.Name, dataset.Count));
        Assert.Equal(Keys, Samples(dataset).Select(sample => sample.Name));
        Assert.All(Samples(dataset), sample => Assert.Equal(("church_outdoor", "lsun"), (sample.Class, sample.Source)));
        Assert.Equal(["lossless.webp", "picture.png", "orientation_1.jpg"], ((int[])[0, 2, 3]).Select(index => Fixture(dataset[index])));
        Assert.Contains("'no picture'", Assert.Throws<ImageFormatException>(() => dataset[1].Image.Load(SkiaImageCodec.Default)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => dataset[4]);
    }

    [Fact]
    public void A_folder_of_databases_opens_as_all_of_them_or_as_chosen_ones()
    {
        using var folder = new TemporaryFolder();
        Database(folder, "church_outdoor_val");
        Database(folder, "tower_train");
        Database(folder, "empty", "zoo_val_lmdb");
        using var all = DatasetFormats.Open(folder.FullPath);
        using var train = DatasetFormats.Open(folder.FullPath, options: new() { Split = "train" });
        using var churches = DatasetFormats.Open(folder.FullPath, options: new() { Classes = ["church_outdoor"] });

        Assert.Equal(6, all.Count);
        Assert.Equal(["church_outdoor", "church_outdoor", "church_outdoor", "church_outdoor", "tower", "tower"], Samples(all).Select(sample => sample.Class));
        Assert.Equal($"tower_train_lmdb/{Keys[0]}", all[4].Name);
        Assert.Equal(["grey.png", "alpha.png"], Samples(train).Select(Fixture));
        Assert.Equal(Keys, Samples(churches).Select(sample => sample.Name));
    }

    [Theory]
    [InlineData("bedroom_train_lmdb", "bedroom", "train")]
    [InlineData("church_outdoor_val_lmdb", "church_outdoor", "val")]
    [InlineData("test_lmdb", null, "test")]
    [InlineData("cat_lmdb", "cat", null)]
    [InlineData("dining_room_train", "dining_room", "train")]
    [InlineData("cat", "cat", null)]
    public void The_name_of_a_folder_says_category_and_split(string name, string? category, string? split)
    {
        var folder = LsunFolder.Of(Path.Combine("lsun", name) + Path.DirectorySeparatorChar);

        Assert.Equal((name, category, split), (folder.Name, folder.Category, folder.Split));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Exported_images_are_read_by_content_not_by_extension(bool flat)
    {
        using var folder = new TemporaryFolder();
        var root = folder.File("tower_val");
        Export(root, flat, Keys[2], "picture.png", ".webp");
        Export(root, flat, Keys[0], "orientation_1.jpg", ".webp");
        Export(root, flat, Keys[1], "lossless.webp", "");
        File.WriteAllText(Path.Combine(root, "Thumbs.db"), "");
        using var dataset = DatasetFormats.Open(root, options: new() { Split = "val", Classes = ["tower"] });

        Assert.Equal(Keys[..3], Samples(dataset).Select(sample => sample.Name));
        Assert.Equal(["orientation_1.jpg", "lossless.webp", "picture.png"], Samples(dataset).Select(Fixture));
        Assert.Equal("tower", dataset[0].Class);
    }

    [Fact]
    public void A_folder_with_images_of_other_names_is_not_taken_for_an_export()
    {
        using var folder = new TemporaryFolder();
        var root = folder.File("mixed");
        Export(root, flat: true, Keys[0], "picture.png", ".png");
        File.Copy(FixtureImages.PathOf("picture.png"), Path.Combine(root, "holiday.png"));

        Assert.Equal("folder", DatasetFormats.Recognize(root).Name);
    }

    [Fact]
    public void What_is_wrong_is_named()
    {
        using var folder = new TemporaryFolder();
        var tower = Database(folder, "tower_train");
        var empty = Database(folder, "empty", "zoo_val_lmdb");
        var broken = Database(folder, "one", "broken_lmdb");
        File.WriteAllText(Path.Combine(broken, "data.mdb"), "no database");
        Directory.CreateDirectory(folder.File("nothing"));
        Export(folder.File("twice"), flat: true, Keys[0], "small.png", ".webp");
        Export(folder.File("twice"), flat: true, Keys[0], "small.png", ".jpg");

        Assert.Contains("no split 'test' of LSUN here; found tower_train_lmdb", Refusal(tower, new() { Split = "test" }));
        Assert.Contains("no class 'cat' of LSUN here; found tower_train_lmdb", Refusal(tower, new() { Classes = ["cat"] }));
        Assert.Contains("'lsun' has no attributes", Refusal(tower, new() { Attributes = ["Smiling"] }));
        Assert.Contains("hold no image", Refusal(empty));
        Assert.Contains("too few for an LMDB file", Refusal(broken));
        Assert.Contains("broken_lmdb", Refusal(folder.FullPath));
        Assert.Contains("no file is named by 40 hexadecimal digits", Refusal(folder.File("nothing")));
        Assert.Contains("is there twice", Refusal(folder.File("twice")));
        Assert.Contains("lsun: an LMDB folder", Assert.Throws<DatasetException>(() => DatasetFormats.Open(folder.File("nothing"))).Message);
    }

    [Fact]
    public void Damaged_images_are_replaced_and_the_rest_is_cropped_to_squares()
    {
        using var folder = new TemporaryFolder();
        using var dataset = DatasetFormats.Open(Database(folder, "church_outdoor_val"));
        var faces = new AlignedFaces(dataset, new() { ImageSize = 16, MaxDamaged = 1 });

        Assert.Equal(faces.Load(2).Image.Pixels, faces.Load(1).Image.Pixels);
        Assert.Equal([Keys[1]], faces.Damaged.Select(image => image.Name));
    }

    [Fact]
    public void An_entry_whose_key_is_damaged_is_a_damaged_image_named_by_its_place()
    {
        using var folder = new TemporaryFolder();
        var path = Database(folder, "church_outdoor_val");
        DamageKey(Path.Combine(path, "data.mdb"), Keys[2]);
        using var dataset = DatasetFormats.Open(path);

        Assert.Equal([Keys[0], Keys[1], "2", Keys[3]], Samples(dataset).Select(sample => sample.Name));
        Assert.Contains("data.mdb", Assert.Throws<ImageFormatException>(() => dataset[2].Image.Load(SkiaImageCodec.Default)).Message);
        var faces = new AlignedFaces(dataset, new() { ImageSize = 16 });
        Assert.Equal(faces.Load(3).Image.Pixels, faces.Load(2).Image.Pixels);
        Assert.Equal("2", Assert.Single(faces.Damaged).Name);
    }

    [Fact]
    public void An_image_that_is_being_decoded_outlives_its_dataset()
    {
        using var folder = new TemporaryFolder();
        var dataset = DatasetFormats.Open(Database(folder, "church_outdoor_val"));
        var image = dataset[2].Image;

        Assert.Equal(FixtureImages.Load("picture.png").Pixels, image.Load(new DisposingCodec(dataset)).Pixels);
        Assert.Throws<ObjectDisposedException>(() => image.Load(SkiaImageCodec.Default));
    }

    // The length of a key lies in the two bytes before it (MDB_node in LMDB's mdb.c).
    private static void DamageKey(string file, string key)
    {
        var bytes = File.ReadAllBytes(file);
        for (var at = 0; bytes.AsSpan(at).IndexOf(Encoding.ASCII.GetBytes(key)) is var step and >= 0; at += step + 1)
            bytes.AsSpan(at + step - 2, 2).Fill(0xFF);
        File.WriteAllBytes(file, bytes);
    }

    private static string Database(TemporaryFolder folder, string fixture, string? name = null)
    {
        var path = folder.File(name ?? $"{fixture}_lmdb");
        Directory.CreateDirectory(path);
        File.Copy(LmdbFixtures.PathOf($"{fixture}.mdb"), Path.Combine(path, "data.mdb"));
        return path;
    }

    private static void Export(string root, bool flat, string key, string fixture, string extension)
    {
        var path = flat ? root : Path.Combine([root, .. key[..6].Select(digit => digit.ToString())]);
        Directory.CreateDirectory(path);
        File.Copy(FixtureImages.PathOf(fixture), Path.Combine(path, key + extension));
    }

    private sealed class DisposingCodec(IDisposable dataset) : IImageCodec
    {
        public ImageBuffer Decode(ReadOnlySpan<byte> encoded)
        {
            dataset.Dispose();
            return SkiaImageCodec.Default.Decode(encoded);
        }

        public (ImageBuffer Image, ImageMask? Opacity) DecodeWithOpacity(ReadOnlySpan<byte> encoded) => throw new NotSupportedException();

        public byte[] Encode(ImageBuffer image, ImageFormat format, int quality = 95) => throw new NotSupportedException();
    }

    private static IEnumerable<FaceSample> Samples(IFaceDataset dataset) => Enumerable.Range(0, dataset.Count).Select(index => dataset[index]);

    /// <summary>The fixture whose pixels a sample has.</summary>
    private static string Fixture(FaceSample sample)
    {
        var pixels = sample.Image.Load(SkiaImageCodec.Default).Pixels;
        string[] names = ["picture.png", "lossless.webp", "orientation_1.jpg", "alpha.png", "grey.png"];
        return names.Single(name => FixtureImages.Load(name).Pixels.SequenceEqual(pixels));
    }

    private static string Refusal(string path, DatasetOptions? options = null) =>
        Assert.Throws<DatasetException>(() => DatasetFormats.Open(path, "lsun", options)).Message;
}
