namespace GlGan.Faces;

/// <summary>Reads the landmarks of a folder of images from a CSV file: a header line, then one line per image.</summary>
public static class LandmarksCsv
{
    /// <summary>The first line of such a file.</summary>
    public const string Header =
        "file,left_eye_x,left_eye_y,right_eye_x,right_eye_y,nose_x,nose_y,left_mouth_x,left_mouth_y,right_mouth_x,right_mouth_y";

    private const int Columns = 11;

    /// <summary>Reads a file. Empty lines are ignored; file names hold no comma.</summary>
    /// <param name="path">CSV file.</param>
    /// <returns>File name → landmarks in pixels of that image, in the order of the lines.</returns>
    /// <exception cref="FormatException">A line is not as expected; the message names the file and the line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static OrderedDictionary<string, FaceLandmarks> Read(string path) =>
        Read(path, (line, problem, cause) => new FormatException($"'{path}', line {line}: {problem}.", cause));

    /// <summary>Reads a file whose errors, made of the line, the problem and what caused it, are those of the caller.</summary>
    internal static OrderedDictionary<string, FaceLandmarks> Read(string path, Func<int, string, Exception?, Exception> error)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var landmarks = new OrderedDictionary<string, FaceLandmarks>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (number == 1 && line.TrimEnd() != Header) throw error(number, $"expected the header '{Header}'; got '{line}'", null);
            if (number > 1 && !string.IsNullOrWhiteSpace(line)) ReadLine(number, line, landmarks, error);
        }

        return number > 0 ? landmarks : throw error(1, $"expected the header '{Header}'; the file is empty", null);
    }

    private static void ReadLine(
        int number, string line, OrderedDictionary<string, FaceLandmarks> landmarks, Func<int, string, Exception?, Exception> error)
    {
        var values = line.Split(',', StringSplitOptions.TrimEntries);
        if (values.Length != Columns) throw error(number, $"expected {Columns} values separated by commas; got {values.Length} in '{line}'", null);
        if (values[0].Length == 0) throw error(number, "expected a file name in the first column; it is empty", null);
        FaceLandmarks found;
        try
        {
            found = LandmarksText.FromNumbers(values.AsSpan(1));
        }
        catch (FormatException problem)
        {
            throw error(number, $"expected a file name and 10 numbers; {problem.Message.TrimEnd('.')}", problem);
        }

        if (!landmarks.TryAdd(values[0], found)) throw error(number, $"expected every file once; '{values[0]}' came before", null);
    }
}
