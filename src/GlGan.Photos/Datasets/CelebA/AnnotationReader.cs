using System.Globalization;
using GlGan.Foundation;

namespace GlGan.Datasets;

/// <summary>
/// Reads the values of an annotation file line by line: separated by commas if the file is named <c>.csv</c> (semicolons or tabs where its header has them), perhaps in quotes and
/// behind an index as spreadsheets and pandas write them; else separated by any number of blanks.
/// </summary>
/// <param name="reader">The text; borrowed.</param>
/// <param name="path">Path of the file, for the separator and for messages.</param>
internal sealed class AnnotationReader(TextReader reader, string path)
{
    private const int QuotedLength = 40;
    private const string FileColumn = "image_id";

    private readonly LineReader _lines = new(reader);
    private string _line = "";
    private int _number;
    private int _position;
    private int _taken;
    private int _expected;
    private char _separator = ',';
    private bool _hasIndex;

    internal bool IsCsv { get; } = path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    /// <summary>The number of rows a text file promises in its first line; CSV files promise none.</summary>
    internal int? RowCount()
    {
        if (IsCsv) return null;
        if (!NextLine()) throw Error("the file is empty; the number of images was expected.", 1);
        _expected = 1;
        var count = Integer("the number of images");
        EndLine();
        return count;
    }

    /// <summary>The names of the value columns. CSV files name the file column too, text files may.</summary>
    internal string[] Header()
    {
        if (!NextLine()) throw Error("the file ends where a line with the names of the columns was expected.", _number + 1);
        if (!_line.Contains(',')) _separator = _line.Contains(';') ? ';' : '\t';
        var names = new List<string>();
        while (TryNext(out var name)) names.Add(name.ToString());
        _hasIndex = IsCsv && names.Count > 1 && names[1] == FileColumn;
        if (_hasIndex) names.RemoveAt(0);
        if (names[0] == FileColumn) names.RemoveAt(0);
        else if (IsCsv) throw Error($"the first column must be '{FileColumn}'; got {Quote(names[0])}.");
        return [.. names];
    }

    /// <summary>Reads the header and checks its names.</summary>
    internal void Header(ReadOnlySpan<string> expected)
    {
        if (!Header().AsSpan().SequenceEqual(expected)) throw Error($"the columns must be '{string.Join(' ', expected)}'.");
    }

    /// <summary>Reads all rows: a file name and as many values as there are columns.</summary>
    internal CelebATable<T> Rows<T>(string[] columns, int? count, Func<AnnotationReader, string[], T> read)
    {
        var first = _number + 1;
        var (files, values, known) = (new List<string>(), new List<T>(), new HashSet<string>(StringComparer.Ordinal));
        _expected = columns.Length + 1;
        while (NextLine())
        {
            if (_hasIndex) TryNext(out _);
            var file = Next().ToString();
            if (file.Length == 0) throw Error("the file name is empty.");
            values.Add(read(this, columns));
            EndLine();
            if (!known.Add(file)) throw Error($"{Quote(file)} came before; every image may be listed once.");
            files.Add(file);
        }

        if (count is not null && count != files.Count)
            throw Error($"{count} images are promised, but {files.Count} follow; the file is damaged or cut short.", 1);
        if (files.Count == 0) throw Error("no image is listed.", first);
        return new CelebATable<T>(new CelebAList(path, first, [.. files]), columns, [.. values]);
    }

    /// <summary>The next value of the line.</summary>
    internal ReadOnlySpan<char> Next()
    {
        if (!TryNext(out var value)) throw WrongCount(_taken);
        _taken++;
        return value;
    }

    /// <summary>The next value, a whole number.</summary>
    internal int Integer(string what)
    {
        var value = Next();
        if (IsCsv && value.EndsWith(".0")) value = value[..^2];
        return int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Unexpected(what, "a whole number", value);
    }

    internal DatasetException Unexpected(string what, string expected, ReadOnlySpan<char> value) => Error($"{what} must be {expected}; got {Quote(value)}.");

    private static string Quote(ReadOnlySpan<char> value) => value.Length <= QuotedLength ? $"'{value}'" : $"'{value[..QuotedLength]}…'";

    private DatasetException Error(string problem, int? line = null) => new(path, problem, line ?? _number);

    private DatasetException WrongCount(int found) => Error($"expected {_expected} values; got {found}.");

    private bool NextLine()
    {
        if (ReadLine() is not { } line) return false;
        (_line, _position, _taken) = (line, 0, 0);
        _number++;
        if (!string.IsNullOrWhiteSpace(line)) return true;
        while (ReadLine() is { } later)
            if (!string.IsNullOrWhiteSpace(later)) throw Error("the line is empty.");
        return false;
    }

    private string? ReadLine()
    {
        try
        {
            return _lines.Next();
        }
        catch (FormatException problem)
        {
            throw Error($"{problem.Message}.", _number + 1);
        }
    }

    private void EndLine()
    {
        var found = _taken;
        while (TryNext(out _)) found++;
        if (found != _expected) throw WrongCount(found);
    }

    private bool TryNext(out ReadOnlySpan<char> value)
    {
        var line = _line.AsSpan();
        if (!IsCsv)
        {
            while (_position < line.Length && line[_position] is ' ' or '\t') _position++;
        }

        value = default;
        if (IsCsv ? _position > line.Length : _position >= line.Length) return false;
        var rest = line[_position..];
        var length = IsCsv ? rest.IndexOf(_separator) : rest.IndexOfAny(' ', '\t');
        if (length < 0) length = rest.Length;
        _position += length + 1;
        value = rest[..length].Trim();
        if (IsCsv && value is ['"', .., '"']) value = value[1..^1];
        return true;
    }
}
