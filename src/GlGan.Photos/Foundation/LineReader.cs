namespace GlGan.Foundation;

/// <summary>Reads text line by line as <see cref="TextReader.ReadLine"/> does, but no line that is longer than any sensible one.</summary>
/// <param name="reader">The text; borrowed.</param>
internal sealed class LineReader(TextReader reader)
{
    /// <summary>Most characters of a line.</summary>
    internal const int Longest = 1 << 16;

    private readonly char[] _buffer = new char[Longest + 1];
    private int _start;
    private int _end;
    private bool _afterReturn;

    /// <summary>The next line without its end; <see langword="null"/> at the end of the text.</summary>
    /// <exception cref="FormatException">The line is too long.</exception>
    internal string? Next()
    {
        while (true)
        {
            if (_afterReturn && _start < _end)
            {
                if (_buffer[_start] == '\n') _start++;
                _afterReturn = false;
            }

            var rest = _buffer.AsSpan(_start, _end - _start);
            if (rest.IndexOfAny('\r', '\n') is >= 0 and var length)
            {
                _afterReturn = rest[length] == '\r';
                _start += length + 1;
                return rest[..length].ToString();
            }

            if (rest.Length > Longest) throw new FormatException($"the line has more than {Longest} characters");
            rest.CopyTo(_buffer);
            (_start, _end) = (0, rest.Length);
            var read = reader.Read(_buffer, _end, _buffer.Length - _end);
            _end += read;
            if (read > 0) continue;
            _start = _end;
            return rest.Length > 0 ? new string(_buffer, 0, _end) : null;
        }
    }
}
