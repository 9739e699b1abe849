using System.Buffers.Binary;

namespace GlGan.Imaging;

/// <summary>
/// The segments before the pixels of a JPEG file (ITU-T T.81, annex B), as far as the common files need: baseline, one scan,
/// grey or YCbCr at 4:4:4, 4:2:2 or 4:2:0.
/// </summary>
internal sealed class JpegHeader
{
    internal const byte EndOfImage = 0xD9;

    private const byte BaselineFrame = 0xC0, ExtendedFrame = 0xC1, HuffmanTables = 0xC4, StartOfScan = 0xDA, QuantizationTables = 0xDB;
    private const byte RestartInterval = 0xDD, FirstApplication = 0xE0, AdobeApplication = 0xEE, LastApplication = 0xEF, Comment = 0xFE;

    private readonly JpegComponent[] _all = [new(), new(), new()];
    private readonly JpegHuffmanTable[] _dc = [new(), new(), new(), new()];
    private readonly JpegHuffmanTable[] _ac = [new(), new(), new(), new()];
    private readonly int[][] _quantization = [new int[64], new int[64], new int[64], new int[64]];
    private int _tables;
    private int _count;
    private bool _jfif;
    private int _adobe;

    internal int Width { get; private set; }

    internal int Height { get; private set; }

    internal ReadOnlySpan<JpegComponent> Components => _all.AsSpan(0, _count);

    /// <summary>Reads a file up to its scan.</summary>
    /// <param name="encoded">The whole file.</param>
    /// <param name="scan">Where its scan starts.</param>
    /// <returns>False if it is not one of the common files, or damaged.</returns>
    internal bool TryRead(ReadOnlySpan<byte> encoded, out int scan)
    {
        (scan, _count, _tables, _jfif, _adobe) = (0, 0, 0, false, -1);
        if (encoded is not [0xFF, 0xD8, ..]) return false;
        for (var position = 2; position + 4 <= encoded.Length && encoded[position] == 0xFF;)
        {
            var marker = encoded[position + 1];
            var length = BinaryPrimitives.ReadUInt16BigEndian(encoded[(position + 2)..]);
            position += 2;
            if (length < 2 || position + length > encoded.Length) return false;
            var content = encoded.Slice(position + 2, length - 2);
            position += length;
            if (marker == StartOfScan)
            {
                scan = position;
                return TryReadScan(content);
            }

            if (!TryReadSegment(marker, content)) return false;
        }

        return false;
    }

    private bool TryReadSegment(byte marker, ReadOnlySpan<byte> content)
    {
        switch (marker)
        {
            case QuantizationTables:
                return TryReadQuantization(content);
            case HuffmanTables:
                return TryReadHuffman(content);
            case BaselineFrame or ExtendedFrame:
                return TryReadFrame(content);
            case RestartInterval:
                return content is [0, 0];
            case AdobeApplication when content.StartsWith("Adobe"u8) && content.Length >= 12:
                _adobe = content[11];
                return true;
            case FirstApplication when content.StartsWith("JFIF\0"u8):
                return _jfif = true;
            default:
                return marker is (>= FirstApplication and <= LastApplication) or Comment;
        }
    }

    private bool TryReadQuantization(ReadOnlySpan<byte> content)
    {
        for (; content.Length >= 65 && content[0] < 4; content = content[65..])
        {
            var table = _quantization[content[0]];
            for (var i = 0; i < 64; i++) table[i] = content[1 + i];
            _tables |= 1 << content[0];
        }

        return content.IsEmpty;
    }

    private bool TryReadHuffman(ReadOnlySpan<byte> content)
    {
        while (content.Length >= 17 && (content[0] & 15) < 4 && content[0] >> 4 < 2)
        {
            var count = 0;
            foreach (var codes in content.Slice(1, 16)) count += codes;
            if (count > 256 || 17 + count > content.Length) return false;
            var direct = content[0] >> 4 == 0;
            var index = content[0] & 15;
            if (!(direct ? _dc : _ac)[index].TryDefine(content.Slice(1, 16 + count), maxSize: direct ? 11 : 10)) return false;
            _tables |= 1 << (direct ? 4 : 8) + index;
            content = content[(17 + count)..];
        }

        return content.IsEmpty;
    }

    private bool TryReadFrame(ReadOnlySpan<byte> content)
    {
        if (_count != 0 || content.Length < 6 || content[0] != 8 || content[5] is not (1 or 3) || content.Length != 6 + 3 * content[5]) return false;
        Height = BinaryPrimitives.ReadUInt16BigEndian(content[1..]);
        Width = BinaryPrimitives.ReadUInt16BigEndian(content[3..]);
        _count = content[5];
        for (var i = 0; i < _count; i++)
        {
            var part = content.Slice(6 + 3 * i, 3);
            (_all[i].Id, _all[i].Horizontal, _all[i].Vertical, _all[i].QuantizationIndex) = (part[0], part[1] >> 4, part[1] & 15, part[2]);
        }

        // The only plane of a grey image is coded block by block, however it says it is sampled.
        if (_count == 1) (_all[0].Horizontal, _all[0].Vertical) = (1, 1);
        return Width > 0 && Height > 0 && (_all[0].Horizontal, _all[0].Vertical) is (1, 1) or (2, 1) or (2, 2)
            && (_count == 1 || (_all[1].Horizontal, _all[1].Vertical, _all[2].Horizontal, _all[2].Vertical) is (1, 1, 1, 1));
    }

    private bool TryReadScan(ReadOnlySpan<byte> content)
    {
        if (_count == 0 || content.Length != 4 + 2 * _count || content[0] != _count || content[^3..] is not [0, 63, 0]) return false;
        if (_count == 3 && !IsYCbCr()) return false;
        for (var i = 0; i < _count; i++)
        {
            var (dc, ac, quantization) = (content[2 + 2 * i] >> 4, content[2 + 2 * i] & 15, _all[i].QuantizationIndex);
            if (content[1 + 2 * i] != _all[i].Id || dc > 3 || ac > 3 || quantization > 3) return false;
            var needed = 1 << quantization | 1 << 4 + dc | 1 << 8 + ac;
            if ((_tables & needed) != needed) return false;
            (_all[i].Dc, _all[i].Ac, _all[i].Quantization, _all[i].Predictor) = (_dc[dc], _ac[ac], _quantization[quantization], 0);
        }

        return true;
    }

    // The order in which libjpeg believes: JFIF, Adobe's flag, the usual numbers.
    private bool IsYCbCr() => _jfif || _adobe == 1 || (_adobe < 0 && (_all[0].Id, _all[1].Id, _all[2].Id) is (1, 2, 3));
}
