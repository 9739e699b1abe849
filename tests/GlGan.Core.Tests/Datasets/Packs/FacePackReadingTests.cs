using System.Buffers.Binary;
using System.Text;
using GlGan.Datasets;
using GlGan.Imaging;
using GlGan.Pairs;

namespace GlGan.Tests.Datasets;

public sealed class FacePackReadingTests
{
    private const int Size = 16;
    private const int Stride = 80 + 3 * Size * Size;

    [Fact]
    public void The_file_is_laid_out_as_documented()
    {
        var bytes = Pack(count: 3);
        var header = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12)) + 20;

        Assert.Equal("\u008bGLPACK\n", Encoding.Latin1.GetString(bytes, 0, 8));
        Assert.Contains("\"image_size\":16,\"pixels\":\"rgb8\"", Encoding.UTF8.GetString(bytes, 20, header - 20));
        Assert.Equal(2, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(header + 2 * Stride + 12)));
        var names = header + 3 * Stride;
        var ends = Enumerable.Range(0, 3).Select(i => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(names + 4 * i)));
        Assert.Equal([14, 28, 42], ends);
        Assert.Equal("folder/ä0.jpgfolder/ä1.jpgfolder/ä2.jpg[]GLPACKE\n", Encoding.UTF8.GetString(bytes, names + 12, 42 + 2 + 8));
        Assert.Equal(names + 12 + 42 + 2 + 44, bytes.Length);
    }

    [Fact]
    public void The_checksum_is_CRC_32C()
    {
        // RFC 3720, appendix B.4, and the check value of the CRC catalogue.
        Assert.Equal(0x8A9136AAu, PackChecksum.Of(new byte[32]));
        Assert.Equal(0x46DD794Eu, PackChecksum.Of([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));
        Assert.Equal(0xE3069283u, PackChecksum.Of("123456789"u8));
    }

    [Fact]
    public void A_damaged_record_is_a_damaged_image_and_nothing_else()
    {
        var bytes = Pack(count: 3);
        var header = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12)) + 20;
        bytes[header + Stride + 80 + 5] ^= 1;
        bytes[header + 2 * Stride + 41] ^= 1;
        using var pack = new FacePackDataset(new FacePackReader("test.glpack", bytes));
        var faces = new AlignedFaces(pack, new() { ImageSize = Size });

        Assert.Equal(pack[0].Image.Load(SkiaImageCodec.Default).Pixels, faces.Load(1).Image.Pixels);
        Assert.Equal(["folder/ä1.jpg", "folder/ä2.jpg"], faces.Damaged.Select(image => image.Name));
        Assert.All(faces.Damaged, image => Assert.Contains("is damaged: its checksum is another", image.Reason));
        Assert.Null(pack[2].Landmarks);
    }

    [Fact]
    public void A_file_cut_short_is_not_complete()
    {
        var bytes = Pack(count: 2);

        foreach (var length in new[] { bytes.Length - 1, bytes.Length - 44, 2000 })
            Assert.Contains("not complete", Assert.Throws<DatasetException>(() => new FacePackReader("x", bytes.AsMemory(0, length))).Message);
        foreach (var length in new[] { 0, 19 })
            Assert.Contains("too few", Assert.Throws<DatasetException>(() => new FacePackReader("x", bytes.AsMemory(0, length))).Message);
    }

    [Fact]
    public void Any_changed_byte_is_noticed_or_confined_to_its_record()
    {
        var bytes = Pack(count: 2);
        var header = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12)) + 20;
        for (var at = 0; at < bytes.Length; at++)
        {
            var changed = (byte[])bytes.Clone();
            changed[at] ^= 0x10;
            if (at < header || at >= header + 2 * Stride)
            {
                Assert.Throws<DatasetException>(() => new FacePackReader("x", changed));
                continue;
            }

            using var pack = new FacePackReader("x", changed);
            Assert.Throws<ImageFormatException>(() => pack.Image((at - header) / Stride, 0));
            pack.Image(1 - (at - header) / Stride, 0);
        }
    }

    [Fact]
    public void Numbers_that_do_not_fit_the_file_are_refused_even_with_right_checksums()
    {
        var bytes = Pack(count: 2);
        foreach (var (field, value) in new[] { (8, 3L), (8, 0), (8, -1), (8, long.MaxValue), (16, long.MaxValue), (16, -1), (24, 1), (24, long.MinValue) })
        {
            var changed = (byte[])bytes.Clone();
            var footer = changed.AsSpan(changed.Length - 44);
            BinaryPrimitives.WriteInt64LittleEndian(footer[field..], value);
            BinaryPrimitives.WriteUInt32LittleEndian(footer[40..], PackChecksum.Of(footer[..40]));
            Assert.Contains("does not fit", Assert.Throws<DatasetException>(() => new FacePackReader("x", changed)).Message);
        }
    }

    [Theory]
    [InlineData("\"image_size\":16", "\"image_size\":99999", "does not lie in [8, 4096]")]
    [InlineData("\"image_size\":16", "\"image_size\":1e9", "header is not as the format asks for")]
    [InlineData("rgb8", "bgr8", "expected 'rgb8'")]
    [InlineData("\"sources\":[\"even\",\"odd\"]", "\"sources\":[null]", "is null")]
    [InlineData("\"sources\":[\"even\",\"odd\"]", "\"sources\":null", "header is not as the format asks for")]
    [InlineData("\"dataset\":\"photos\",", "", "header is not as the format asks for")]
    [InlineData("\"landmarks\":[", "\"landmarks\":[1,", "more than 10 numbers")]
    public void A_header_that_makes_no_sense_is_refused(string part, string replacement, string problem)
    {
        var bytes = Pack(count: 2);
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12));
        var text = Encoding.UTF8.GetString(bytes, 20, length);
        Assert.Contains(part, text);
        var json = Encoding.UTF8.GetBytes(text.Replace(part, replacement));
        byte[] changed = [.. bytes[..20], .. json, .. bytes[(20 + length)..]];
        BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(12), json.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(16), PackChecksum.Of(json));

        Assert.Contains(problem, Assert.Throws<DatasetException>(() => new FacePackReader("x", changed)).Message);
    }

    [Fact]
    public void Another_version_and_other_files_are_told_apart()
    {
        var bytes = Pack(count: 1);
        bytes[8] = 2;

        Assert.Contains("has version 2; this library reads version 1", Assert.Throws<DatasetException>(() => new FacePackReader("x", bytes)).Message);
        Assert.Contains("does not start as one", Assert.Throws<DatasetException>(() => new FacePackReader("x", new byte[500])).Message);
    }

    [Fact]
    public void A_pack_is_recognised_by_its_extension_or_its_first_bytes()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.bin"), Pack(count: 1));
        File.WriteAllBytes(folder.File("empty.glpack"), []);
        File.WriteAllText(folder.File("b.bin"), "something else");

        using (var pack = DatasetFormats.Open(folder.File("a.bin"))) Assert.IsType<FacePackDataset>(pack);
        Assert.Contains("too few", Assert.Throws<DatasetException>(() => DatasetFormats.Open(folder.File("empty.glpack"))).Message);
        Assert.False(new PackFormat().Recognizes(folder.File("b.bin")));
        Assert.False(new PackFormat().Recognizes(folder.FullPath));
    }

    [Fact]
    public void Classes_and_attributes_can_be_chosen()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.glpack"), Pack(count: 12));

        Assert.Equal([1, 5, 9], Chosen(new() { Classes = ["class1"] }));
        Assert.Equal([1, 2, 5, 6, 9, 10], Chosen(new() { Classes = ["class1", "class2"] }));
        Assert.Equal([1, 5, 9], Chosen(new() { Attributes = ["Smiling", "!Eyeglasses"] }));
        Assert.Contains("no class 'dog'; there are class1, class2, class3.", Refusal(new() { Classes = ["dog"] }));
        Assert.Contains("no attribute 'Hat'", Refusal(new() { Attributes = ["!Hat"] }));
        Assert.Contains("no sample", Refusal(new() { Classes = ["class1"], Attributes = ["Eyeglasses"] }));
        Assert.Contains("no splits", Refusal(new() { Split = "train" }));

        int[] Chosen(DatasetOptions options)
        {
            using var pack = DatasetFormats.Open(folder.File("a.glpack"), options: options);
            return [.. Enumerable.Range(0, pack.Count).Select(i => int.Parse(pack[i].Name["folder/ä".Length..^".jpg".Length]))];
        }

        string Refusal(DatasetOptions options) => Assert.Throws<DatasetException>(() => DatasetFormats.Open(folder.File("a.glpack"), options: options)).Message;
    }

    [Fact]
    public void Many_threads_read_the_same_and_a_closed_pack_says_so()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("a.glpack");
        File.WriteAllBytes(file, Pack(count: 20));
        var pack = FacePackDataset.Open(file);
        var first = Enumerable.Range(0, 20).Select(i => pack[i].Image.Load(SkiaImageCodec.Default).Pixels).ToArray();

        Parallel.For(0, 2000, i => Assert.Equal(first[i % 20], pack[i % 20].Image.Load(SkiaImageCodec.Default).Pixels));
        var sample = pack[3];
        pack.Dispose();
        pack.Dispose();

        Assert.Throws<ObjectDisposedException>(() => sample.Image.Load(SkiaImageCodec.Default));
    }

    private static byte[] Pack(int count)
    {
        using var folder = new TemporaryFolder();
        PackSamples.Write(folder.File("a.glpack"), PackSamples.Photos(count), new() { ImageSize = Size });
        return File.ReadAllBytes(folder.File("a.glpack"));
    }
}
