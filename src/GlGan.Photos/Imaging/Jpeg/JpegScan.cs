using System.Buffers;
using System.Buffers.Binary;

namespace GlGan.Imaging;

/// <summary>The entropy-coded bits of a baseline scan, read block by block.</summary>
internal sealed class JpegScan : IDisposable
{
    // A block takes at most 64 · (16 + 11) bits; damaged data may run that far over the end before it is noticed.
    private const int Slack = 512;

    // Position in a block of rows for the n-th coefficient (T.81, figure 5).
    private static ReadOnlySpan<byte> RowOrder =>
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    ];

    private readonly byte[] _data;
    private readonly int _length;
    private int _position;
    private ulong _bits;
    private int _count;

    private JpegScan(byte[] data, int length) => (_data, _length) = (data, length);

    /// <summary>Copies the bits without their stuffing.</summary>
    /// <returns>Null unless they end with the image, undivided by restart markers or further scans.</returns>
    internal static JpegScan? TryCreate(ReadOnlySpan<byte> encoded)
    {
        var data = ArrayPool<byte>.Shared.Rent(encoded.Length + Slack);
        var length = 0;
        while (true)
        {
            var run = encoded.IndexOf((byte)0xFF);
            if (run < 0 || run + 1 >= encoded.Length || encoded[run + 1] is not (0 or JpegHeader.EndOfImage)) break;
            encoded[..run].CopyTo(data.AsSpan(length));
            length += run;
            if (encoded[run + 1] == JpegHeader.EndOfImage)
            {
                data.AsSpan(length, Slack).Clear();
                return new JpegScan(data, length);
            }

            data[length++] = 0xFF;
            encoded = encoded[(run + 2)..];
        }

        ArrayPool<byte>.Shared.Return(data);
        return null;
    }

    /// <summary>Whether every bit was read, but for the filling of the last byte.</summary>
    internal bool IsAtEnd => 8L * (_length - _position) + _count is >= 0 and < 8;

    /// <summary>Reads one block into zeroed memory, multiplied by its quantisation table.</summary>
    /// <param name="component">Tables, and the predictor, which is moved on.</param>
    /// <param name="block">64 coefficients by rows; all zero before the call.</param>
    /// <param name="last">Number of the last coefficient that is not zero in the order of the file.</param>
    /// <returns>False if the bits are damaged.</returns>
    internal bool TryRead(JpegComponent component, Span<int> block, out int last)
    {
        last = 0;
        if (_position > _length + sizeof(ulong)) return false;
        var (position, bits, count) = (_position, _bits, _count);
        ReadOnlySpan<byte> order = RowOrder;
        ReadOnlySpan<int> lookup = component.Dc.Lookup, quantization = component.Quantization.AsSpan(0, 64);
        ReadOnlySpan<byte> data = _data;
        for (var index = 0; index < 64;)
        {
            if (count < 32)
            {
                bits |= BinaryPrimitives.ReadUInt64BigEndian(data[position..]) >> count;
                position += (63 - count) >> 3;
                count |= 56;
            }

            var entry = lookup[(int)(bits >> (64 - JpegHuffmanTable.LookupBits))];
            if (entry == 0 && (entry = (index == 0 ? component.Dc : component.Ac).Find(bits)) == 0) return false;
            bits <<= JpegHuffmanTable.Length(entry);
            count -= JpegHuffmanTable.Length(entry);
            var value = JpegHuffmanTable.Value(entry);
            if (JpegHuffmanTable.Size(entry) is var size and > 0)
            {
                value = JpegHuffmanTable.Extend((int)(bits >> (64 - size)), size);
                bits <<= size;
                count -= size;
            }

            var run = JpegHuffmanTable.Run(entry);
            if (index == 0)
            {
                if (run != 0) return false;
                component.Predictor += value;
                block[0] = component.Predictor * quantization[0];
                lookup = component.Ac.Lookup;
                index = 1;
                continue;
            }

            if (value == 0)
            {
                if (run == 0) break;
                if (run != 15) return false;
                index += 16;
                continue;
            }

            index += run;
            if (index >= 64) return false;
            block[order[index]] = value * quantization[index];
            last = index++;
        }

        (_position, _bits, _count) = (position, bits, count);
        return true;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_data);
}
