using System.Globalization;
using System.Numerics;
using GlGan.Foundation;

namespace GlGan.Faces;

/// <summary>
/// Reads and writes the landmarks of a folder of images as a CSV file: a header line, then one line per face. Every face has five landmarks or every face has 68,
/// as the header says. Columns are found by their names, and others ignored, such as an index. Values are separated by commas, semicolons or tabs, and may stand in quotes; numbers have a
/// decimal point, whatever the culture. CelebA's list of landmarks is read too, as it is published and as CSV.
/// </summary>
public static class LandmarksCsv
{
    /// <summary>Name of the file in a folder of images.</summary>
    public const string FileName = "landmarks.csv";

    /// <summary>The first line of a file of five landmarks per face.</summary>
    public const string Header =
        "file,left_eye_x,left_eye_y,right_eye_x,right_eye_y,nose_x,nose_y,left_mouth_x,left_mouth_y,right_mouth_x,right_mouth_y";

    /// <summary>The first line of a file of 68 landmarks per face: <c>file,x0,y0,x1,y1,…,x67,y67</c>.</summary>
    public static string Header68 { get; } = $"file,{string.Join(',', Enumerable.Range(0, FaceLandmarks68.Count).Select(point => $"x{point},y{point}"))}";

    /// <summary>Reads a file with one face per image. Empty lines are ignored.</summary>
    /// <param name="path">CSV file.</param>
    /// <returns>File name → landmarks in pixels of that image, in the order of the lines.</returns>
    /// <exception cref="FormatException">A line is not as expected; the message names the file, the line and the column.</exception>
    /// <exception cref="IOException">The file cannot be read, or is a folder.</exception>
    public static OrderedDictionary<string, FaceLandmarks> Read(string path)
    {
        var landmarks = new OrderedDictionary<string, FaceLandmarks>(StringComparer.Ordinal);
        var error = Error(path);
        ReadLines(path, error, (number, file, face) =>
        {
            if (!landmarks.TryAdd(file, face.Landmarks)) throw error(number, $"expected every file once; '{file}' came before", null);
        });
        return landmarks;
    }

    /// <summary>Reads a file in which an image with several faces has several lines. Empty lines are ignored.</summary>
    /// <param name="path">CSV file.</param>
    /// <returns>File name → faces, in the order of the lines; each knows its line (<see cref="DetectedFace.Origin"/>).</returns>
    /// <exception cref="FormatException">A line is not as expected; the message names the file, the line and the column.</exception>
    /// <exception cref="IOException">The file cannot be read, or is a folder.</exception>
    public static OrderedDictionary<string, IReadOnlyList<DetectedFace>> ReadFaces(string path) => ReadFaces(path, Error(path));

    /// <summary>Reads a file in which an image may have several lines, whose errors, made of the line, the problem and what caused it, are those of the caller.</summary>
    internal static OrderedDictionary<string, IReadOnlyList<DetectedFace>> ReadFaces(string path, Func<int, string, Exception?, Exception> error)
    {
        var faces = new OrderedDictionary<string, IReadOnlyList<DetectedFace>>(StringComparer.Ordinal);
        ReadLines(path, error, (_, file, face) =>
        {
            if (!faces.TryAdd(file, new List<DetectedFace> { face })) ((List<DetectedFace>)faces[file]).Add(face);
        });
        return faces;
    }

    /// <summary>Writes a file, complete or not at all: 68 landmarks per face where all faces have them, else five.</summary>
    /// <param name="path">File to write.</param>
    /// <param name="faces">File names, relative to the folder, with their faces; images without a face have no line.</param>
    /// <exception cref="ArgumentException">A file name has a line break, which no CSV file can have.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<KeyValuePair<string, IReadOnlyList<DetectedFace>>> faces)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(faces);
        (string File, DetectedFace Face)[] rows = [.. faces.SelectMany(entry => entry.Value.Select(face => (entry.Key, face)))];
        if (rows.FirstOrDefault(row => row.File.AsSpan().ContainsAny('\r', '\n')).File is { } broken) throw new ArgumentException($"'{broken}' has a line break, which a CSV file cannot have.", nameof(faces));
        var isFull = rows.Length > 0 && rows.All(row => row.Face.Contours is not null);
        AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
            writer.WriteLine(isFull ? Header68 : Header);
            foreach (var (file, face) in rows)
            {
                writer.Write(Quoted(file));
                foreach (var point in isFull ? face.Contours!.Points : face.Landmarks.ToArray()) writer.Write(string.Create(CultureInfo.InvariantCulture, $",{point.X},{point.Y}"));
                writer.WriteLine();
            }
        });
    }

    private static string Quoted(string value) =>
        value.AsSpan().ContainsAny(",;\t\"") || value.Length != value.Trim().Length ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;

    private static Func<int, string, Exception?, Exception> Error(string path) =>
        (line, problem, cause) => new FormatException($"'{path}', line {line}: {problem}.", cause);

    private static void ReadLines(string path, Func<int, string, Exception?, Exception> error, Action<int, string, DetectedFace> add)
    {
        LandmarksFile.RequireFile(path);
        var (number, columns) = (1, default(LandmarkColumns));
        using var text = new StreamReader(path);
        var lines = new LineReader(text);
        for (; Parsed(lines.Next) is { } line; number++)
        {
            if (number == 1 && int.TryParse(line, out _)) continue; // CelebA's number of images
            if (columns is null) columns = Parsed(() => LandmarkColumns.Of(line));
            else if (!string.IsNullOrWhiteSpace(line)) Add(Parsed(() => columns.Read(line)));
        }

        if (columns is null) throw error(Math.Max(1, number - 1), $"expected the header '{Header}'; the file ends", null);

        void Add((string File, Vector2[] Points) row) =>
            add(number, row.File, LandmarksText.Face(row.Points) with { Origin = $"'{path}', line {number} ('{row.File}')" });

        T Parsed<T>(Func<T> parse)
        {
            try
            {
                return parse();
            }
            catch (FormatException problem)
            {
                throw error(number, problem.Message.TrimEnd('.'), problem);
            }
        }
    }
}
