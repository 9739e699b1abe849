using System.Buffers.Binary;
using System.Text;
using GlGan.Serialization;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Tests.Serialization;

[Collection("Tensors")]
public sealed class SafetensorsWritingTests
{
    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Int16)]
    [InlineData(ScalarType.Int8)]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Bool)]
    public void Every_type_comes_back_as_it_was(ScalarType type)
    {
        using var folder = new TemporaryFolder();
        using var scope = torch.NewDisposeScope();
        var tensor = torch.arange(-6, 6).reshape(3, 4).to(type);
        var tensors = new Dictionary<string, Tensor> { ["t"] = tensor, ["transposed"] = tensor.t(), ["scalar"] = tensor[2, 3], ["none"] = tensor[..0] };
        SafetensorsWriter.Write(folder.File("x"), tensors);
        using var reader = SafetensorsReader.Open(folder.File("x"));

        Assert.True(reader.Read("t").Equals(tensor));
        Assert.True(reader.Read("transposed").Equals(tensor.t()));
        Assert.True(reader.Read("scalar").Equals(tensor[2, 3]));
        Assert.Equal([0, 4], reader.Read("none").shape);
        Assert.Equal(type, reader.Info("t").Type);
    }

    [Fact]
    public void The_bytes_follow_the_format_in_ordinal_order_padded_and_aligned()
    {
        using var folder = new TemporaryFolder();
        using var scope = torch.NewDisposeScope();
        var (bytes3, single, large) = (torch.tensor(new byte[] { 7, 8, 9 }), torch.tensor(new[] { 1f }), torch.tensor(new[] { 2L }));
        var tensors = new Dictionary<string, Tensor> { ["b"] = single, ["a"] = bytes3, ["B"] = large };
        SafetensorsWriter.Write(folder.File("x"), tensors, new Dictionary<string, string> { ["z"] = "1", ["a"] = "2" });
        var bytes = File.ReadAllBytes(folder.File("x"));
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);

        const string Expected = """{"__metadata__":{"a":"2","format":"pt","z":"1"},"B":{"dtype":"I64","shape":[1],"data_offsets":[0,8]},"a":{"dtype":"U8","shape":[3],"data_offsets":[12,15]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""";
        Assert.Equal(Expected, Encoding.UTF8.GetString(bytes, 8, length).TrimEnd(' '));
        Assert.Equal(0, length % 8);
        Assert.Equal(new byte[] { 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x3f, 7, 8, 9 }, bytes[(8 + length)..]);
    }

    [Fact]
    public void Writing_leaves_no_tensor_and_no_second_file_behind()
    {
        using var folder = new TemporaryFolder();
        using var tensor = torch.rand(4, 5, requires_grad: true);
        using var view = tensor.transpose(0, 1);
        var before = LiveTensors.Settled();

        SafetensorsWriter.Write(folder.File("x"), new Dictionary<string, Tensor> { ["a"] = tensor, ["b"] = view });

        Assert.Equal(before, LiveTensors.Now());
        Assert.Equal(["x"], folder.Names());
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file_intact()
    {
        using var folder = new TemporaryFolder();
        using var good = torch.ones(2);
        var disposed = torch.ones(2);
        SafetensorsWriter.Write(folder.File("x"), new Dictionary<string, Tensor> { ["a"] = good });
        var old = File.ReadAllBytes(folder.File("x"));

        Assert.Throws<IOException>(() => GlGan.Foundation.AtomicFile.Write(folder.File("x"), stream =>
        {
            stream.Write([1, 2, 3]);
            throw new IOException("disk full");
        }));
        disposed.Dispose();
        Assert.ThrowsAny<Exception>(() => SafetensorsWriter.Write(folder.File("x"), new Dictionary<string, Tensor> { ["a"] = good, ["b"] = disposed }));

        Assert.Equal(old, File.ReadAllBytes(folder.File("x")));
        Assert.Equal(["x"], folder.Names());
    }

    [Fact]
    public void A_type_the_format_lacks_is_named()
    {
        using var folder = new TemporaryFolder();
        using var complex = torch.zeros(2, ScalarType.ComplexFloat32);

        var tensors = new Dictionary<string, Tensor> { ["spectrum"] = complex };
        var error = Assert.Throws<SafetensorsException>(() => SafetensorsWriter.Write(folder.File("x"), tensors));

        Assert.Equal("spectrum", error.TensorName);
        Assert.Contains("ComplexFloat32", error.Message);
    }

    [Fact]
    public void A_long_tensor_is_read_in_chunks_that_join()
    {
        using var folder = new TemporaryFolder();
        using var scope = torch.NewDisposeScope();
        var large = torch.arange((1 << 27) + 3, dtype: ScalarType.Int32).to(ScalarType.Byte);
        SafetensorsWriter.Write(folder.File("x"), new Dictionary<string, Tensor> { ["large"] = large });
        using var reader = SafetensorsReader.Open(folder.File("x"));

        Assert.True(reader.Read("large").Equals(large));
    }
}
