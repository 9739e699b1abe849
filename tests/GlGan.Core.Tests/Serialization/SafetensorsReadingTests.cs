using System.Buffers.Binary;
using System.Text;
using GlGan.Serialization;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Tests.Serialization;

[Collection("Tensors")]
public sealed class SafetensorsReadingTests
{
    private const string OneFloat = """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""";
    private static readonly string Fixture = Path.Combine(AppContext.BaseDirectory, "Fixtures", "safetensors", "from_python.safetensors");

    [Fact]
    public void A_file_written_by_Python_is_read_with_every_type()
    {
        using var reader = SafetensorsReader.Open(Fixture);

        Assert.Equal("made by make_safetensors.py", reader.Metadata["note"]);
        Assert.Equal(["bf16", "bool", "f16", "f32", "f64", "größe.weight", "i16", "i32", "i64", "i8", "nothing", "scalar", "u8"], reader.Names);
        Assert.Equal([2, 3, 4], reader.Info("f64").Shape);
        Assert.Equal(ScalarType.BFloat16, reader.Info("bf16").Type);
        using var scope = torch.NewDisposeScope();
        Assert.Equal(23.0 / 7, reader.Read("f64")[1, 2, 3].item<double>());
        Assert.Equal((float)(23.0 / 7), reader.Read("f32")[1, 2, 3].item<float>());
        Assert.Equal(3.28515625, reader.Read("f16").to(ScalarType.Float64)[1, 2, 3].item<double>());
        Assert.Equal(3.28125, reader.Read("bf16").to(ScalarType.Float64)[1, 2, 3].item<double>());
        Assert.Equal([-(1L << 62), 0, 1L << 62], reader.Read("i64").data<long>().ToArray());
        Assert.Equal([int.MinValue, int.MaxValue], reader.Read("i32").data<int>().ToArray());
        Assert.Equal([short.MinValue, short.MaxValue], reader.Read("i16").data<short>().ToArray());
        Assert.Equal([sbyte.MinValue, sbyte.MaxValue], reader.Read("i8").data<sbyte>().ToArray());
        Assert.Equal(Enumerable.Range(0, 256).Select(value => (byte)value), reader.Read("u8").data<byte>().ToArray());
        Assert.Equal([true, false, true], reader.Read("bool").data<bool>().ToArray());
        Assert.Equal(2.5f, reader.Read("scalar").item<float>());
        Assert.Empty(reader.Read("scalar").shape);
        Assert.Equal([0, 3], reader.Read("nothing").shape);
        Assert.Equal([1, 2], reader.Read("größe.weight").data<float>().ToArray());
    }

    [Fact]
    public void A_stream_is_read_as_a_file_and_called_by_its_name()
    {
        using var file = SafetensorsReader.Open(Fixture);
        using var stream = File.OpenRead(Fixture);
        using var reader = SafetensorsReader.Open("a resource", stream);
        using var scope = torch.NewDisposeScope();

        Assert.Equal(file.Names, reader.Names);
        foreach (var name in file.Names) TensorAssert.Same(file.Read(name), reader.Read(name), name);
        using var broken = new MemoryStream([8, 0, 0, 0, 0, 0, 0, 0, 1]);
        Assert.Contains("a resource", Assert.Throws<SafetensorsException>(() => SafetensorsReader.Open("a resource", broken)).Message);
    }

    [Fact]
    public void Reading_leaves_no_tensor_behind()
    {
        using var reader = SafetensorsReader.Open(Fixture);
        var before = LiveTensors.Settled();

        var all = reader.ReadAll();

        Assert.Equal(before + 13, LiveTensors.Now());
        foreach (var tensor in all.Values) tensor.Dispose();
        Assert.Equal(before, LiveTensors.Now());
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "a", "takes 8 bytes, but data_offsets hold 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 5, null, "cover 4 of the 5 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 3, "a", "not a range within the 3 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "a", "not a range")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2, "a", "there is a hole")]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}""", 3, "b", "overlaps")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 1, "a", "appears twice")]
    [InlineData("""{"a":{"dtype":"U8","dtype":"I8","shape":[1],"data_offsets":[0,1]}}""", 1, "a", "'dtype' appears twice")]
    [InlineData("""{"a":{"dtype":"F8_E4M3","shape":[2],"data_offsets":[0,1]}}""", 1, "a", "of F8_E4M3 takes 2 bytes, but data_offsets hold 1")]
    [InlineData("""{"a":{"dtype":"F4","shape":[3],"data_offsets":[0,1]}}""", 1, "a", "of F4 takes 1.5 bytes, but data_offsets hold 1")]
    [InlineData("""{"a":{"dtype":"U64","shape":[1],"data_offsets":[0,4]}}""", 4, "a", "of U64 takes 8 bytes, but data_offsets hold 4")]
    [InlineData("""{"a":{"dtype":"F64","shape":[4611686018427387904],"data_offsets":[0,0]}}""", 0, "a", "too large")]
    [InlineData("""{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}}""", 1, "a", "'shape' holds -1")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1.0],"data_offsets":[0,1]}}""", 1, "a", "'shape' holds 1.0")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0]}}""", 1, "a", "has 1 numbers")]
    [InlineData("""{"a":{"dtype":"U8","data_offsets":[0,1]}}""", 1, "a", "'shape' is missing")]
    [InlineData("""{"a":7}""", 0, "a", "the entry is number")]
    [InlineData("""{"__metadata__":{"k":1}}""", 0, null, "metadata 'k' is number")]
    [InlineData("""{"__metadata__":{"k":"1","k":"2"}}""", 0, null, "metadata 'k' appears twice")]
    [InlineData("\uFEFF{}", 0, null, "does not start with '{'")]
    [InlineData("""{"__metadata__":3}""", 0, null, "'__metadata__' is number")]
    [InlineData("""[]""", 0, null, "does not start with '{'")]
    [InlineData("""{"a":}""", 0, null, "not valid JSON")]
    [InlineData("""{"a\ud800":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}""", 0, null, "not valid JSON")]
    public void A_broken_file_is_refused_with_its_reason(string header, int dataLength, string? tensor, string reason)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("broken.safetensors");
        File.WriteAllBytes(path, [.. Prefixed(Encoding.UTF8.GetBytes(header)), .. new byte[dataLength]]);

        var error = Assert.Throws<SafetensorsException>(() => SafetensorsReader.Open(path));

        Assert.Contains(reason, error.Message);
        Assert.Contains(path, error.Message);
        Assert.Equal(tensor, error.TensorName);
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3 }, "too few for a header length")]
    [InlineData(new byte[] { 100, 0, 0, 0, 0, 0, 0, 0, 123, 125 }, "but the file has only 10")]
    [InlineData(new byte[] { 1, 225, 245, 5, 0, 0, 0, 0, 123, 125 }, "the limit is 4194304")]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255, 123, 125 }, "the limit is 4194304")]
    [InlineData(new byte[] { 4, 0, 0, 0, 0, 0, 0, 0, 123, 255, 254, 125 }, "not valid UTF-8")]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0 }, "does not start with '{'")]
    public void A_broken_beginning_is_refused(byte[] bytes, string reason)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("broken.safetensors");
        File.WriteAllBytes(path, bytes);

        Assert.Contains(reason, Assert.Throws<SafetensorsException>(() => SafetensorsReader.Open(path)).Message);
    }

    [Theory]
    [InlineData("\r {}\r ")]
    [InlineData("\n\t{}")]
    [InlineData("""{"__metadata__":null}""")]
    public void What_the_reference_reader_takes_is_taken(string header)
    {
        using var reader = Open(header, 0, out var folder);
        using (folder) Assert.Empty(reader.Names);
        Assert.Empty(reader.Metadata);
    }

    [Theory]
    [InlineData("F8_E4M3", 1)]
    [InlineData("F8_E5M2", 1)]
    [InlineData("U16", 2)]
    [InlineData("U32", 4)]
    [InlineData("U64", 8)]
    [InlineData("C64", 8)]
    [InlineData("F16_OF_TOMORROW", 3)]
    public void A_tensor_of_a_type_that_is_not_read_is_no_matter_to_the_others(string type, int bytes)
    {
        var header = $$$"""{"a":{"dtype":"{{{type}}}","shape":[1],"data_offsets":[0,{{{bytes}}}]},"b":{"dtype":"U8","shape":[1],"data_offsets":[{{{bytes}}},{{{bytes + 1}}}]}}""";
        using var reader = Open(header, bytes + 1, out var folder);
        using var cleanup = folder;
        using var read = reader.Read("b");

        Assert.Equal(0, read.item<byte>());
        Assert.Equal(["a", "b"], reader.Names);
        Assert.Equal((type, null), (reader.Info("a").DType, reader.Info("a").Type));
        foreach (var refused in (Func<object>[])[() => reader.Read("a"), () => reader.ReadAll()])
        {
            var error = Assert.Throws<SafetensorsException>(refused);
            Assert.Equal("a", error.TensorName);
            Assert.Contains($"its type {type} cannot be read; known: F64, F32", error.Message);
        }
    }

    [Theory]
    [InlineData("[0,9223372036854775807,9223372036854775807]")]
    [InlineData("[4294967296,0,4294967296]")]
    public void A_shape_that_no_tensor_can_have_is_refused_in_words(string shape)
    {
        using var reader = Open($$$"""{"a":{"dtype":"F32","shape":{{{shape}}},"data_offsets":[0,0]}}""", 0, out var folder);
        using var cleanup = folder;

        var error = Assert.Throws<SafetensorsException>(() => reader.Read("a"));

        Assert.Equal("a", error.TensorName);
        Assert.Contains("it is too large", error.Message);
    }

    public static TheoryData<byte[], string> OtherFiles => new()
    {
        { [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, (byte)'J', (byte)'F', (byte)'I', (byte)'F'], "no safetensors file, but a JPEG image" },
        { [0x89, .. "PNG\r\n\u001a\n\0\0\0"u8], "a PNG image" },
        { [.. "GIF89a123456"u8], "a GIF image" },
        { [.. "PK\u0003\u0004--------------------------archive/data.pkl"u8], "a pickle of PyTorch (.pt, .pth, .bin): convert it in Python by safetensors.torch.save_file" },
        { [.. "PK\u0003\u0004--------------------------faces/a.png"u8], "a ZIP archive" },
        { [0x80, 2, (byte)'}', (byte)'q', 0, (byte)'X', 1, 2, 3], "a pickle of PyTorch" },
        { [0x80, 2, 0x8A, 10, (byte)'l', 0xFC, 0x9C, (byte)'F', 0xF9], "a pickle of PyTorch" },
        { [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3], "a gzip archive" },
        { [.. "version https://git-lfs.github.com/spec/v1\n"u8], "the pointer of Git LFS to one: fetch the file itself" },
        { [.. "<!DOCTYPE html><html>"u8], "a page of HTML or XML, as a failed download leaves it" },
        { [.. "GGUF\u0003\0\0\0\0"u8], "a GGUF file" },
    };

    [Theory]
    [MemberData(nameof(OtherFiles), DisableDiscoveryEnumeration = true)]
    public void A_file_of_another_kind_is_called_by_its_name(byte[] bytes, string kind)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("model.safetensors"), bytes);

        var message = Assert.Throws<SafetensorsException>(() => SafetensorsReader.Open(folder.File("model.safetensors"))).Message;

        Assert.Contains(kind, message);
        Assert.DoesNotContain("bytes", message);
    }

    [Fact]
    public void A_header_whose_length_looks_like_another_format_is_read()
    {
        var padded = "{}".PadRight(0x8B1F);
        using var reader = Open(padded, 0, out var folder);
        using (folder) Assert.Empty(reader.Names);
    }

    [Fact]
    public void A_folder_is_called_one() =>
        Assert.Contains("is a folder, not a file", Assert.Throws<IOException>(() => SafetensorsReader.Open(Path.GetTempPath())).Message);

    [Fact]
    public void A_bool_that_is_neither_is_refused_and_leaves_no_tensor()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("broken.safetensors");
        File.WriteAllBytes(path, [.. Prefixed("""{"a":{"dtype":"BOOL","shape":[2],"data_offsets":[0,2]}}"""u8.ToArray()), 1, 2]);
        using var reader = SafetensorsReader.Open(path);
        var before = LiveTensors.Settled();

        Assert.Throws<SafetensorsException>(() => reader.Read("a"));

        Assert.Equal(before, LiveTensors.Now());
    }

    [Fact]
    public void Asking_for_a_tensor_that_is_not_there_names_it()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("one.safetensors");
        File.WriteAllBytes(path, [.. Prefixed(Encoding.UTF8.GetBytes(OneFloat)), 0, 0, 0x80, 0x3f]);
        using var reader = SafetensorsReader.Open(path);
        using var value = reader.Read("a");

        Assert.Equal(1f, value.item<float>());
        Assert.Equal("b", Assert.Throws<SafetensorsException>(() => reader.Read("b")).TensorName);
    }

    private static SafetensorsReader Open(string header, int dataLength, out TemporaryFolder folder)
    {
        folder = new TemporaryFolder();
        var path = folder.File("a.safetensors");
        File.WriteAllBytes(path, [.. Prefixed(Encoding.UTF8.GetBytes(header)), .. new byte[dataLength]]);
        return SafetensorsReader.Open(path);
    }

    private static byte[] Prefixed(byte[] header)
    {
        var prefix = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, header.Length);
        return [.. prefix, .. header];
    }
}
