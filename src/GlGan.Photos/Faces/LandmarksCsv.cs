using System.Numerics;
using GlGan.Foundation;

namespace GlGan.Faces;

/// <summary>
/// Reads the landmarks of a folder of images from a CSV file: a header line, then one line per face. Every face has five landmarks or every face has 68,
/// as the header says.
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

    /// <summary>Reads a file with one face per image. Empty lines are ignored; file names hold no comma.</summary>
    /// <param name="path">CSV file.</param>
    /// <returns>File name → landmarks in pixels of that image, in the order of the lines.</returns>
    /// <exception cref="FormatException">A line is not as expected; the message names the file and the line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static OrderedDictionary<string, FaceLandmarks> Read(string path) => Read(path, Error(path));

    /// <summary>Reads a file in which an image with several faces has several lines. Empty lines are ignored; file names hold no comma.</summary>
    /// <param name="path">CSV file.</param>
    /// <returns>File name → faces, in the order of the lines.</returns>
    /// <exception cref="FormatException">A line is not as expected; the message names the file and the line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
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
    internal static OrderedDictionary<string, FaceLandmarks> Read(string path, Func<int, string, Exception?, Exception> error)
    {
        var landmarks = new OrderedDictionary<string, FaceLandmarks>(StringComparer.Ordinal);
        ReadLines(path, error, (number, file, face) =>
        {
            if (!landmarks.TryAdd(file, face.Landmarks)) throw error(number, $"expected every file once; '{file}' came before", null);
        });
        return landmarks;
    }

    private static Func<int, string, Exception?, Exception> Error(string path) =>
        (line, problem, cause) => new FormatException($"'{path}', line {line}: {problem}.", cause);

    private static void ReadLines(string path, Func<int, string, Exception?, Exception> error, Action<int, string, DetectedFace> add)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        UserFile.Require(path);
        var (number, points) = (0, FaceLandmarks.Count);
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (number == 1) points = Points(line.TrimEnd()) ?? throw error(number, $"expected the header '{Header}' or that of 68 points; got '{line}'", null);
            else if (!string.IsNullOrWhiteSpace(line)) ReadLine(number, line, points, error, add);
        }

        if (number == 0) throw error(1, $"expected the header '{Header}'; the file is empty", null);
    }

    private static int? Points(string header) => header == Header ? FaceLandmarks.Count : header == Header68 ? FaceLandmarks68.Count : null;

    private static void ReadLine(
        int number, string line, int points, Func<int, string, Exception?, Exception> error, Action<int, string, DetectedFace> add)
    {
        var values = line.Split(',', StringSplitOptions.TrimEntries);
        var columns = 1 + 2 * points;
        if (values.Length != columns) throw error(number, $"expected {columns} values separated by commas; got {values.Length} in '{line}'", null);
        if (values[0].Length == 0) throw error(number, "expected a file name in the first column; it is empty", null);
        Vector2[] found;
        try
        {
            found = LandmarksText.Points(values.AsSpan(1));
        }
        catch (FormatException problem)
        {
            throw error(number, $"expected a file name and {2 * points} numbers; {problem.Message.TrimEnd('.')}", problem);
        }

        add(number, values[0], LandmarksText.Face(found));
    }
}
