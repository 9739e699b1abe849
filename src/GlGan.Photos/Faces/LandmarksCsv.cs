using System.Numerics;

namespace GlGan.Faces;

/// <summary>
/// Reads the landmarks of a folder of images from a CSV file: a header line, then one line per face. Every face has five landmarks or every face has 68,
/// as the header says. Columns are found by their names, and others ignored, such as an index. Values are separated by commas, semicolons or tabs, and may stand in quotes; numbers have a
/// decimal point, whatever the culture.
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
        foreach (var (file, face) in Read(path, Error(path))) landmarks.Add(file, face.Landmarks);
        return landmarks;
    }

    /// <summary>Reads a file in which an image with several faces has several lines. Empty lines are ignored.</summary>
    /// <param name="path">CSV file.</param>
    /// <returns>File name → faces, in the order of the lines; each knows its line (<see cref="DetectedFace.Origin"/>).</returns>
    /// <exception cref="FormatException">A line is not as expected; the message names the file, the line and the column.</exception>
    /// <exception cref="IOException">The file cannot be read, or is a folder.</exception>
    public static OrderedDictionary<string, IReadOnlyList<DetectedFace>> ReadFaces(string path)
    {
        var faces = new OrderedDictionary<string, IReadOnlyList<DetectedFace>>(StringComparer.Ordinal);
        ReadLines(path, Error(path), (_, file, face) =>
        {
            if (!faces.TryAdd(file, new List<DetectedFace> { face })) ((List<DetectedFace>)faces[file]).Add(face);
        });
        return faces;
    }

    /// <summary>Reads a file with one face per image, whose errors, made of the line, the problem and what caused it, are those of the caller.</summary>
    internal static OrderedDictionary<string, DetectedFace> Read(string path, Func<int, string, Exception?, Exception> error)
    {
        var faces = new OrderedDictionary<string, DetectedFace>(StringComparer.Ordinal);
        ReadLines(path, error, (number, file, face) =>
        {
            if (!faces.TryAdd(file, face)) throw error(number, $"expected every file once; '{file}' came before", null);
        });
        return faces;
    }

    private static Func<int, string, Exception?, Exception> Error(string path) =>
        (line, problem, cause) => new FormatException($"'{path}', line {line}: {problem}.", cause);

    private static void ReadLines(string path, Func<int, string, Exception?, Exception> error, Action<int, string, DetectedFace> add)
    {
        LandmarksFile.RequireFile(path);
        var (number, columns) = (0, default(LandmarkColumns));
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (columns is null) columns = Parsed(() => LandmarkColumns.Of(line));
            else if (!string.IsNullOrWhiteSpace(line)) Add(Parsed(() => columns.Read(line)));
        }

        if (number == 0) throw error(1, $"expected the header '{Header}'; the file is empty", null);

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
