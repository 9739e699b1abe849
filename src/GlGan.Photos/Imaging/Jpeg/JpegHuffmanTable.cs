namespace GlGan.Imaging;

/// <summary>
/// A Huffman table of ITU-T T.81, annex C, as a lookup: the next bits give a whole coefficient where code and magnitude are short, else the
/// code's symbol. A table that comes again, as the standard's does in most files, is not built again.
/// </summary>
internal sealed class JpegHuffmanTable
{
    internal const int LookupBits = 10;

    private const int MaxCodeLength = 16;

    private readonly int[] _lookup = new int[1 << LookupBits];
    private readonly int[] _codeEnds = new int[MaxCodeLength + 1];
    private readonly int[] _symbolOffsets = new int[MaxCodeLength + 1];
    private readonly byte[] _definition = new byte[MaxCodeLength + 256];
    private int _definitionLength;

    internal ReadOnlySpan<int> Lookup => _lookup;

    /// <summary>Length of the code and, where its value is in the entry, of its magnitude.</summary>
    internal static int Length(int entry) => entry & 31;

    /// <summary>Number of magnitude bits that follow; 0 where the value is in the entry.</summary>
    internal static int Size(int entry) => (entry >> 5) & 15;

    /// <summary>Number of zeros before the coefficient.</summary>
    internal static int Run(int entry) => (entry >> 9) & 15;

    /// <summary>The coefficient, where <see cref="Size"/> is 0.</summary>
    internal static int Value(int entry) => entry >> 16;

    /// <summary>The number that magnitude bits stand for (T.81, table F.1).</summary>
    internal static int Extend(int bits, int size) => bits < 1 << (size - 1) ? bits - (1 << size) + 1 : bits;

    /// <summary>Takes over a definition: sixteen counts of codes by length, then the symbols.</summary>
    /// <returns>False if it is not a table this decoder reads.</returns>
    internal bool TryDefine(ReadOnlySpan<byte> definition, int maxSize)
    {
        if (definition.SequenceEqual(_definition.AsSpan(0, _definitionLength))) return true;
        _definitionLength = 0;
        _lookup.AsSpan().Clear();
        var symbols = definition[MaxCodeLength..];
        foreach (var symbol in symbols)
        {
            if ((symbol & 15) > maxSize) return false;
        }

        for (int length = 1, code = 0, index = 0; length <= MaxCodeLength; length++, code <<= 1)
        {
            _symbolOffsets[length] = index - code;
            for (var count = definition[length - 1]; count > 0; count--, code++, index++)
            {
                if (code >= 1 << length) return false;
                if (length <= LookupBits) Fill(code, length, symbols[index]);
            }

            _codeEnds[length] = code;
        }

        definition.CopyTo(_definition);
        _definitionLength = definition.Length;
        return true;
    }

    /// <summary>The entry for a code longer than the lookup, or 0 if the bits are no code.</summary>
    internal int Find(ulong bits)
    {
        for (var length = LookupBits + 1; length <= MaxCodeLength; length++)
        {
            var code = (int)(bits >> (64 - length));
            if (code < _codeEnds[length]) return Entry(length, _definition[MaxCodeLength + _symbolOffsets[length] + code]);
        }

        return 0;
    }

    private static int Entry(int length, byte symbol) => length | (symbol & 15) << 5 | symbol >> 4 << 9;

    private void Fill(int code, int length, byte symbol)
    {
        var free = LookupBits - length;
        var size = symbol & 15;
        for (var rest = 0; rest < 1 << free; rest++)
        {
            _lookup[code << free | rest] = size == 0 || size > free
                ? Entry(length, symbol)
                : (length + size) | symbol >> 4 << 9 | Extend(rest >> (free - size), size) << 16;
        }
    }
}
