namespace GlGan.Tests.Onnx;

/// <summary>Protocol Buffers messages as bytes, for files that no writer would make.</summary>
internal static class WireMessage
{
    /// <summary>A field that holds a message or text.</summary>
    internal static byte[] Field(int number, params byte[] content) => [.. Varint((ulong)number << 3 | 2), .. Varint((ulong)content.Length), .. content];

    /// <summary>A field that holds a number.</summary>
    internal static byte[] Number(int number, ulong value) => [.. Varint((ulong)number << 3), .. Varint(value)];

    private static IEnumerable<byte> Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) yield return (byte)(value | 0x80);
        yield return (byte)value;
    }
}
