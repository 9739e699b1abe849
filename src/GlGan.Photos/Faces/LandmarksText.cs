using System.Globalization;
using System.Numerics;

namespace GlGan.Faces;

/// <summary>Reads landmarks from text.</summary>
public static class LandmarksText
{
    private const int Numbers = 2 * FaceLandmarks.Count;

    private static readonly char[] Separators = [',', ';', ' ', '\t', '\r', '\n'];

    /// <summary>
    /// Parses five points, x before y, in the order left eye, right eye, nose, left mouth corner, right mouth corner:
    /// <c>x,y x,y x,y x,y x,y</c> or ten numbers separated by commas, semicolons or white space. The decimal separator is the point.
    /// </summary>
    /// <exception cref="FormatException">There are not ten finite numbers; the message says what came.</exception>
    public static FaceLandmarks Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == Numbers
            ? FaceLandmarks.FromPoints(Points(parts))
            : throw new FormatException(
                $"Expected {Numbers} numbers (x,y of left eye, right eye, nose, left and right mouth corner); got {parts.Length} in '{text}'."
                + (parts.Length == 2 * Numbers ? " Are they written with decimal commas? Write points." : ""));
    }

    /// <summary>A number, whatever the culture: a point before decimals, nothing between thousands.</summary>
    /// <exception cref="FormatException">It is none, or not finite.</exception>
    internal static float Number(string text) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && float.IsFinite(number)
            ? number
            : throw new FormatException($"'{text}' is not a finite number{(text.Contains(',', StringComparison.Ordinal) ? " (decimals come after a point, and nothing stands between thousands)" : "")}.");

    /// <summary>A face of five or 68 points.</summary>
    internal static DetectedFace Face(ReadOnlySpan<Vector2> points) =>
        points.Length == FaceLandmarks68.Count ? new DetectedFace(new FaceLandmarks68(points)) : new DetectedFace(FaceLandmarks.FromPoints(points));

    private static Vector2[] Points(string[] numbers) => [.. numbers.Chunk(2).Select(point => new Vector2(Number(point[0]), Number(point[1])))];
}
