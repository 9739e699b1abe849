using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace GlGan.Serialization;

/// <summary>
/// The <c>.npy</c> format (numpy/lib/format.py), versions 1 to 3: magic, version, length of the header, a Python dictionary as header, the elements. Floats of 4 and 8 bytes
/// are read, of one or two axes; float64 in C order is written, version 1.0.
/// </summary>
internal static partial class NpyFormat
{
    private const int Alignment = 64;
    private const int MaxHeader = 1 << 16;
    private const int Chunk = 1 << 16;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    internal static void Write(Stream stream, NpyArray array)
    {
        var shape = string.Join(", ", array.Shape) + (array.Shape.Length == 1 ? "," : "");
        var header = $"{{'descr': '<f8', 'fortran_order': False, 'shape': ({shape}), }}";
        var prefix = Magic.Length + 4;
        header = header.PadRight((prefix + header.Length + Alignment) / Alignment * Alignment - prefix - 1) + "\n";
        stream.Write(Magic);
        stream.Write([1, 0, (byte)header.Length, (byte)(header.Length >> 8)]);
        stream.Write(Encoding.ASCII.GetBytes(header));
        stream.Write(MemoryMarshal.AsBytes(array.Values.AsSpan()));
    }

    /// <summary>Reads an array.</summary>
    /// <exception cref="InvalidDataException">The bytes break the format or hold another type; the message says how.</exception>
    /// <exception cref="EndOfStreamException">They end too early.</exception>
    internal static NpyArray Read(Stream stream)
    {
        var header = ReadHeader(stream);
        if (HeaderFields().Match(header) is not { Success: true } fields) throw new InvalidDataException($"the header is not understood: {header.Trim()}");
        var shape = Array.ConvertAll(
            fields.Groups["shape"].Value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries),
            text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : throw new InvalidDataException($"the header is not understood: {header.Trim()}"));
        if (shape.Length is not (1 or 2)) throw new InvalidDataException($"an array of {shape.Length} axes; expected 1 or 2.");
        var count = shape.Aggregate(1L, (product, length) => product * length);
        if (count > Array.MaxLength / sizeof(double)) throw new InvalidDataException($"an array of [{string.Join(", ", shape)}] is too large.");
        var values = ReadValues(stream, fields.Groups["type"].Value, (int)count);
        return new(shape, fields.Groups["order"].Value == "True" && shape.Length == 2 ? Transposed(values, shape[0], shape[1]) : values);
    }

    private static string ReadHeader(Stream stream)
    {
        Span<byte> prefix = stackalloc byte[8];
        stream.ReadExactly(prefix);
        if (!prefix.StartsWith(Magic)) throw new InvalidDataException("it does not begin as an .npy array.");
        if (prefix[6] is < 1 or > 3) throw new InvalidDataException($"version {prefix[6]} of the .npy format is unknown.");
        Span<byte> length = stackalloc byte[4];
        length.Clear();
        stream.ReadExactly(length[..(prefix[6] == 1 ? 2 : 4)]);
        var size = BinaryPrimitives.ReadUInt32LittleEndian(length);
        if (size > MaxHeader) throw new InvalidDataException($"the header would have {size} bytes; the limit is {MaxHeader}.");
        var header = new byte[size];
        stream.ReadExactly(header);
        return Encoding.UTF8.GetString(header);
    }

    // Grows with what is there, up to what the header says: neither a header nor a ZIP entry can ask for memory alone.
    private static double[] ReadValues(Stream stream, string type, int count)
    {
        if (type is not ("<f8" or "<f4")) throw new InvalidDataException($"elements of type '{type}'; expected '<f8' (float64) or '<f4' (float32).");
        var size = type == "<f8" ? sizeof(double) : sizeof(float);
        var expected = (long)count * size;
        using var bytes = new MemoryStream();
        var chunk = new byte[Chunk];
        while (bytes.Length <= expected && stream.Read(chunk) is > 0 and var read) bytes.Write(chunk, 0, read);
        if (bytes.Length != expected)
            throw new InvalidDataException($"{count} elements take {expected} bytes; there are {(bytes.Length > expected ? "more" : $"{bytes.Length}")}.");
        ReadOnlySpan<byte> raw = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        if (size == sizeof(double)) return MemoryMarshal.Cast<byte, double>(raw).ToArray();
        return Array.ConvertAll(MemoryMarshal.Cast<byte, float>(raw).ToArray(), value => (double)value);
    }

    private static double[] Transposed(double[] values, int rows, int columns)
    {
        var result = new double[values.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++) result[row * columns + column] = values[column * rows + row];
        }

        return result;
    }

    // NumPy writes the keys in this order.
    [GeneratedRegex(@"^\{\s*'descr':\s*'(?<type>[^']+)',\s*'fortran_order':\s*(?<order>True|False),\s*'shape':\s*\((?<shape>(\d{1,9}(,\s*|(?=\))))*)\),?\s*\}\s*$")]
    private static partial Regex HeaderFields();
}
