using System.Numerics;
using System.Text;

namespace GlGan.Faces;

/// <summary>Where in the lines of a CSV file its file names and landmarks are.</summary>
internal sealed class LandmarkColumns
{
    private const string FileColumn = "file";
    private const char Blank = ' ';
    private const int Quoted = 200;

    private static readonly (char Separator, string Name)[] Separators = [(',', "commas"), (';', "semicolons"), ('\t', "tabs")];

    // Of list_landmarks_align_celeba: as text, lines begin with the file, of which the header says nothing.
    private static readonly string[] CelebA =
        ["image_id", "lefteye_x", "lefteye_y", "righteye_x", "righteye_y", "nose_x", "nose_y", "leftmouth_x", "leftmouth_y", "rightmouth_x", "rightmouth_y"];

    private readonly (char Separator, string Name) _by;
    private readonly string[] _names;
    private readonly int _file;
    private readonly int[] _numbers;

    private LandmarkColumns((char Separator, string Name) by, string[] names, string[] wanted)
    {
        (_by, _names, _file) = (by, names, Array.IndexOf(names, wanted[0]));
        _numbers = [.. wanted.Skip(1).Select(name => Array.IndexOf(names, name))];
    }

    /// <summary>Finds the columns by the header.</summary>
    /// <exception cref="FormatException">It has not the columns of five or 68 landmarks.</exception>
    internal static LandmarkColumns Of(string header)
    {
        var by = Separators.MaxBy(separator => header.Count(letter => letter == separator.Separator));
        var names = Split(header, by.Separator);
        string[] five = LandmarksCsv.Header.Split(','), all = LandmarksCsv.Header68.Split(',');
        if (five.All(name => names.Contains(name))) return new(by, names, five);
        if (CelebA.All(name => names.Contains(name))) return new(by, names, CelebA);
        if (header.Split(Blank, StringSplitOptions.RemoveEmptyEntries).SequenceEqual(CelebA[1..])) return new((Blank, "blanks"), CelebA, CelebA);
        var count = names.Count(name => name is ['x', .. var number] && int.TryParse(number, out _));
        if (count == FaceLandmarks68.Count && all.All(name => names.Contains(name))) return new(by, names, all);
        if (count > 0 && names.Contains(FileColumn))
            throw new FormatException($"the header has {count} points per face; faces of {FaceLandmarks.Count} or {FaceLandmarks68.Count} are read");
        throw new FormatException($"expected the header '{LandmarksCsv.Header}' or that of {FaceLandmarks68.Count} points; got '{Short(header)}'");
    }

    /// <summary>Reads a line.</summary>
    /// <exception cref="FormatException">It is not as the header says.</exception>
    internal (string File, Vector2[] Points) Read(string line)
    {
        var values = Split(line, _by.Separator);
        if (values.Length != _names.Length)
        {
            throw new FormatException($"expected {_names.Length} values separated by {_by.Name}; got {values.Length} in '{Short(line)}'"
                + (_by.Separator == ',' && values.Length > _names.Length ? " (decimals come after a point, and a value with a comma stands in quotes)" : ""));
        }

        return values[_file].Length > 0
            ? (values[_file], [.. _numbers.Chunk(2).Select(point => new Vector2(Number(values, point[0]), Number(values, point[1])))])
            : throw new FormatException($"expected a file name in the column '{_names[_file]}'; it is empty");
    }

    private float Number(string[] values, int column)
    {
        try
        {
            return LandmarksText.Number(values[column]);
        }
        catch (FormatException problem)
        {
            throw new FormatException($"column '{_names[column]}': {problem.Message}", problem);
        }
    }

    private static string Short(string line) => line.Length <= Quoted ? line : $"{line[..Quoted]}…";

    private static string[] Split(string line, char separator)
    {
        if (separator == Blank) return line.Split(Blank, StringSplitOptions.RemoveEmptyEntries);
        List<string> values = [];
        for (var at = 0; at <= line.Length; at++)
        {
            var rest = line.AsSpan(at);
            if (rest.TrimStart(' ') is ['"', ..])
            {
                at += rest.IndexOf('"');
                values.Add(Unquoted(line, ref at));
                rest = line.AsSpan(at);
                if (rest.IndexOf(separator) is var end && !(end < 0 ? rest : rest[..end]).IsWhiteSpace()) throw new FormatException($"something follows the closing quote of '{values[^1]}'");
                at += end < 0 ? rest.Length : end;
                continue;
            }

            var length = rest.IndexOf(separator) is >= 0 and var found ? found : rest.Length;
            values.Add(rest[..length].Trim().ToString());
            at += length;
        }

        return [.. values];
    }

    // A quote within is written twice.
    private static string Unquoted(string line, ref int at)
    {
        var value = new StringBuilder();
        while (true)
        {
            var end = line.IndexOf('"', at + 1);
            if (end < 0) throw new FormatException($"a quote is not closed in '{Short(line)}'");
            value.Append(line, at + 1, end - at - 1);
            at = end + 1;
            if (at == line.Length || line[at] != '"') return value.ToString().Trim();
            value.Append('"');
        }
    }
}
