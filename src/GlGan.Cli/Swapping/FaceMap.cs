using System.Globalization;
using GlGan.Foundation;

namespace GlGan.Cli.Swapping;

/// <summary>A file that says which face goes onto which: CSV with a header, a line for each face of the target. Paths of sources start from its folder.</summary>
internal static class FaceMap
{
    internal const string Header = "target_face,source,source_face";

    /// <summary>Reads it.</summary>
    /// <param name="path">The file.</param>
    /// <returns>By the number of the target's face: the source's path, and the number of its face; null for the one that is meant without a number.</returns>
    /// <exception cref="FormatException">A line is wrong; the message names it.</exception>
    internal static IReadOnlyDictionary<int, (string Source, int? Face)> Read(string path)
    {
        UserFile.Require(path);
        Dictionary<int, (string, int?)> map = [];
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        foreach (var (place, line) in File.ReadLines(path).Index().Where(line => line.Item.Trim().Length > 0))
        {
            if (place == 0)
            {
                if (line.Trim() != Header) throw new FormatException($"'{path}': the first line must be '{Header}'.");
                continue;
            }

            string[] parts = [.. line.Split(',').Select(part => part.Trim())];
            if (parts is not [var target, { Length: > 0 } source, var face] || Number(target) is not { } number || (face.Length > 0 && Number(face) is null))
                throw new FormatException($"'{path}', line {place + 1}: a line is the number of a face of the target, a photo, and the number of its face or nothing; got '{line}'.");
            if (!map.TryAdd(number, (Path.GetFullPath(Path.Combine(folder, source)), Number(face)))) throw new FormatException($"'{path}', line {place + 1}: face {number} is listed twice.");
        }

        return map.Count > 0 ? map : throw new FormatException($"'{path}' lists no face.");
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
