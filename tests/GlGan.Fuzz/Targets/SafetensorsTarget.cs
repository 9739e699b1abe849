using System.Buffers.Binary;
using System.Text;
using GlGan.Serialization;

namespace GlGan.Fuzz.Targets;

internal sealed class SafetensorsTarget : IFuzzTarget
{
    public string Name => "safetensors";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. SeedFiles.Of("safetensors"),
        Sound("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4),
        Sound("""{"__metadata__":{"k":"v"},"a":{"dtype":"BOOL","shape":[6],"data_offsets":[0,6]},"b":{"dtype":"I64","shape":[],"data_offsets":[6,14]}}""", 14),
        Sound("{}", 0),
    ];

    public IReadOnlyList<Type> Refusals { get; } = [typeof(SafetensorsException)];

    public void Run(byte[] input, string file)
    {
        using var reader = SafetensorsReader.Open(file);
        foreach (var tensor in reader.ReadAll().Values) tensor.Dispose();
    }

    private static byte[] Sound(string header, int dataLength)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var file = new byte[sizeof(long) + text.Length + dataLength];
        BinaryPrimitives.WriteInt64LittleEndian(file, text.Length);
        text.CopyTo(file, sizeof(long));
        return file;
    }
}
