using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using GlGan.Datasets;
using GlGan.Imaging;
using GlGan.Pairs;
using static GlGan.Tests.Datasets.DatasetTree;

namespace GlGan.Tests.Datasets;

public sealed class ZipFormatTests
{
    [Theory]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.NoCompression)]
    public void An_archive_is_read_like_the_folder_it_was_made_of(CompressionLevel level)
    {
        using var tree = new DatasetTree("b/1.PNG", "a/deep/2.jpg", "top.png", "__MACOSX/a.png", "a/.hidden.png");
        tree.Write("a/Thumbs.db");
        using var folder = tree.Open();
        using var zip = DatasetFormats.Open(tree.Zip("faces.ZIP", level));

        Assert.Equal("zip", zip.Name);
        Assert.Equal(Names(folder), Names(zip));
        Assert.Equal(Classes(folder), Classes(zip));
        for (var i = 0; i < zip.Count; i++) Assert.Equal(Red(folder[i].Image), Red(zip[i].Image));
    }

    [Fact]
    public void The_labels_of_StyleGAN_are_classes()
    {
        using var tree = new DatasetTree("00000/a.png", "00000/b.png");
        tree.Write("dataset.json", Encoding.UTF8.GetBytes("""{"labels": [["00000/a.png", 1], ["00000/b.png", 0]]}"""));
        using var zip = DatasetFormats.Open(tree.Zip("stylegan.zip"), options: new() { Classes = ["0"] });

        Assert.Equal(["00000/b.png"], Names(zip));
    }

    [Fact]
    public void Names_are_read_as_folders_have_them_whatever_wrote_the_archive()
    {
        using var tree = new DatasetTree();
        var path = tree.Zip(
            "windows.zip", Encoding.UTF8, ("cat\\a.png", null), ("dog\\deep\\b.png", null), ("./dog/c.png", null), ("/cat/d.png", null), ("..\\..\\cat\\e.png", null), ("C:\\cat\\f.png", null),
            ("cat\\", []), ("dog/", []));
        using var zip = DatasetFormats.Open(path);

        Assert.Equal(["cat/a.png", "cat/d.png", "cat/e.png", "cat/f.png", "dog/c.png", "dog/deep/b.png"], Names(zip));
        Assert.Equal(["cat", "cat", "cat", "cat", "dog", "dog"], Classes(zip));
        Assert.Equal([0, 3, 4, 5, 2, 1], Enumerable.Range(0, 6).Select(index => (int)Red(zip[index].Image)));
        Assert.Equal(["dog/c.png", "dog/deep/b.png"], Names(DatasetFormats.Open(path, options: new() { Classes = ["dog"] })));
    }

    [Theory]
    [InlineData("__MACOSX\\cat\\._a.png")]
    [InlineData("__MACOSX/cat/a.png")]
    [InlineData("cat\\._a.png")]
    [InlineData("cat/@eaDir/a.png/SYNOPHOTO_THUMB_M.jpg")]
    [InlineData("$RECYCLE.BIN\\a.png")]
    [InlineData("cat/.DS_Store")]
    [InlineData("cat\\Thumbs.db")]
    public void What_systems_put_beside_images_is_none(string entry)
    {
        using var tree = new DatasetTree();
        using var zip = DatasetFormats.Open(tree.Zip("a.zip", Encoding.UTF8, ("cat/a.png", null), (entry, null)));

        Assert.Equal(["cat/a.png"], Names(zip));
        Assert.Empty(zip.Notices);
    }

    [Fact]
    public void Labels_match_names_written_on_another_system()
    {
        using var tree = new DatasetTree();
        var labels = Encoding.UTF8.GetBytes("""{"labels": [["0\\a.png", 6], ["0/b.png", 1], ["0/gone.png", 1]]}""");
        using var zip = DatasetFormats.Open(tree.Zip("a.zip", Encoding.UTF8, ("0\\a.png", null), ("0\\b.png", null), ("0\\c.png", null), ("dataset.json", labels)));

        Assert.Equal(["6", "1", null], Classes(zip));
        Assert.Equal(
            ["Without a class: 1 image that dataset.json does not label (0/c.png).", "Left out: 1 label of dataset.json without an image (0/gone.png)."], zip.Notices);
    }

    [Fact]
    public void Names_in_the_encoding_of_DOS_stay_apart()
    {
        var dos = CodePagesEncodingProvider.Instance.GetEncoding(437)!;
        using var tree = new DatasetTree();
        using var zip = DatasetFormats.Open(tree.Zip("dos.zip", dos, ("é/ä.png", null), ("é/ö.png", null), ("ü.png", null)));
        using var utf8 = DatasetFormats.Open(tree.Zip("utf8.zip", Encoding.UTF8, ("é/ä.png", null), ("é/ö.png", null), ("ü.png", null)));

        Assert.Equal(["é/ä.png", "é/ö.png", "ü.png"], Names(zip));
        Assert.Equal(Names(utf8), Names(zip));
        Assert.Equal(1, Red(zip[1].Image));
    }

    [Fact]
    public void What_is_left_out_is_told()
    {
        using var tree = new DatasetTree();
        using var zip = DatasetFormats.Open(tree.Zip("a.zip", Encoding.UTF8, ("a.png", null), ("b.tif", null), ("c.HEIC", null), ("landmarks.csv", null), ("notes.txt", null)));

        Assert.Equal(
            ["landmarks.csv is not read in an archive: extract the archive to train with landmarks.", "Left out: 2 images of a format that is not read: convert to PNG or JPEG (b.tif, c.HEIC)."],
            zip.Notices);
    }

    [Fact]
    public void Many_threads_read_what_one_reads()
    {
        using var tree = new DatasetTree([.. Enumerable.Range(0, 60).Select(number => $"{number:00}.png")]);
        using var zip = DatasetFormats.Open(tree.Zip("many.zip"));

        Parallel.For(0, 600, new() { MaxDegreeOfParallelism = 16 }, turn => Assert.Equal(turn * 7 % 60, Red(zip[turn * 7 % 60].Image)));
    }

    [Fact]
    public void After_disposing_twice_nothing_holds_the_file_and_reading_is_refused()
    {
        using var tree = new DatasetTree("a.png");
        var path = tree.Zip("faces.zip");
        var zip = DatasetFormats.Open(path);
        var sample = zip[0];
        zip.Dispose();
        zip.Dispose();

        Assert.Throws<ObjectDisposedException>(() => Red(sample.Image));
        using var exclusive = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [Fact]
    public void A_file_above_the_limit_is_refused_before_it_is_unpacked()
    {
        using var tree = new DatasetTree("good.png");
        var path = tree.Zip("bomb.zip");
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            using var bomb = archive.CreateEntry("bomb.png").Open();
            var zeros = new byte[1 << 20];
            for (var megabyte = 0; megabyte < 65; megabyte++) bomb.Write(zeros);
        }

        using var zip = DatasetFormats.Open(path);

        Assert.Contains("'bomb.png' in", Assert.Throws<ImageFormatException>(() => Red(zip[0].Image)).Message);
        var faces = new AlignedFaces(zip, new() { ImageSize = 16 });
        faces.Load(0);
        Assert.Equal("bomb.png", Assert.Single(faces.Damaged).Name);
    }

    [Theory]
    [InlineData(CompressionLevel.Optimal, 10)]
    [InlineData(CompressionLevel.Optimal, 100_000)]
    [InlineData(CompressionLevel.NoCompression, 10)]
    [InlineData(CompressionLevel.NoCompression, 100_000)]
    public void A_file_that_is_not_as_long_as_it_says_is_damaged(CompressionLevel level, uint said)
    {
        using var tree = new DatasetTree();
        tree.Write("liar.png", new byte[50_000]);
        var path = tree.Zip("liar.zip", level);
        var bytes = File.ReadAllBytes(path);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(22), said);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.AsSpan().IndexOf("PK\u0001\u0002"u8) + 24), said);
        File.WriteAllBytes(path, bytes);
        using var zip = DatasetFormats.Open(path);

        Assert.Throws<ImageFormatException>(() => Red(zip[0].Image));
    }

    [Fact]
    public void A_file_that_is_no_archive_or_has_no_images_is_an_error()
    {
        using var tree = new DatasetTree();
        tree.Write("text.zip", 1, 2, 3);
        tree.Write("empty.zip");

        Assert.Contains("this is no ZIP archive", Assert.Throws<DatasetException>(() => DatasetFormats.Open(tree.At("text.zip"))).Message);
        Assert.Contains("this is no ZIP archive", Assert.Throws<DatasetException>(() => DatasetFormats.Open(tree.At("empty.zip"))).Message);
        File.Delete(tree.At("text.zip"));
        Assert.Contains("there is no image in it", Assert.Throws<DatasetException>(() => DatasetFormats.Open(tree.Zip("none.zip"))).Message);
    }

    [Fact]
    public void The_codec_s_limit_on_bytes_holds_before_anything_is_read()
    {
        using var tree = new DatasetTree("a.png");
        using var zip = DatasetFormats.Open(tree.Zip("faces.zip"));

        var message = Assert.Throws<ImageFormatException>(() => zip[0].Image.Load(new SkiaImageCodec(new() { MaxBytes = 10 }))).Message;

        Assert.Contains("'a.png' in ", message);
        Assert.Contains("the limit is 10.", message);
    }

    [Fact]
    public void A_damaged_archive_is_closed_again()
    {
        using var tree = new DatasetTree("a.png");
        var path = tree.Zip("damaged.zip");
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.AsSpan().IndexOf("PK\u0001\u0002"u8)] = 0;
        File.WriteAllBytes(path, bytes);

        Assert.Throws<DatasetException>(() => DatasetFormats.Open(path));
        using var exclusive = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [Fact]
    public void Two_files_of_one_name_are_an_error()
    {
        using var tree = new DatasetTree();
        using (var archive = ZipFile.Open(tree.At("twice.zip"), ZipArchiveMode.Create))
            for (var i = 0; i < 2; i++) archive.CreateEntry("a.png").Open().Dispose();

        Assert.Contains("two files of the name 'a.png'", Assert.Throws<DatasetException>(() => DatasetFormats.Open(tree.At("twice.zip"))).Message);
    }
}
