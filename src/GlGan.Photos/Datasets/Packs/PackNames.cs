using System.Buffers.Binary;
using System.Text;

namespace GlGan.Datasets;

/// <summary>Names in one block: where each ends, then their UTF-8 texts without separators.</summary>
internal sealed class PackNames
{
    private readonly byte[] _block;
    private readonly int _textStart;

    /// <summary>Checks a block.</summary>
    /// <exception cref="InvalidDataException">It is not as the format asks for.</exception>
    internal PackNames(byte[] block, long count)
    {
        if (block.Length / sizeof(int) < count) throw new InvalidDataException($"{block.Length} bytes are too few for {count} names");
        _block = block;
        _textStart = (int)count * sizeof(int);
        var previous = 0;
        for (var i = 0; i < count; i++)
        {
            var end = End(i);
            if (end < previous || end > block.Length - _textStart) throw new InvalidDataException($"name {i} ends at byte {end}");
            previous = end;
        }
    }

    internal string this[int index]
    {
        get
        {
            var start = index == 0 ? 0 : End(index - 1);
            return Encoding.UTF8.GetString(_block, _textStart + start, End(index) - start);
        }
    }

    internal static byte[] Format(IReadOnlyList<string> names)
    {
        using var block = new MemoryStream();
        Span<byte> number = stackalloc byte[sizeof(int)];
        var end = 0;
        foreach (var name in names)
        {
            end = checked(end + Encoding.UTF8.GetByteCount(name));
            BinaryPrimitives.WriteInt32LittleEndian(number, end);
            block.Write(number);
        }

        foreach (var name in names) block.Write(Encoding.UTF8.GetBytes(name));
        return block.ToArray();
    }

    private int End(int index) => BinaryPrimitives.ReadInt32LittleEndian(_block.AsSpan(index * sizeof(int)));
}
