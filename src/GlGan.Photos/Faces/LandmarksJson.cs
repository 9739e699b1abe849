using System.Numerics;
using System.Text.Json;
using GlGan.Foundation;

namespace GlGan.Faces;

/// <summary>Reads landmarks from <c>{"file": [[x,y],…]}</c> or <c>{"file": [[[x,y],…],…]}</c>.</summary>
internal static class LandmarksJson
{
    internal static OrderedDictionary<string, IReadOnlyList<DetectedFace>> Read(string path)
    {
        UserFile.Require(path);
        try
        {
            // As text, since the mark that some editors begin a file with is no JSON.
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw new FormatException("expected an object of file names");
            var faces = new OrderedDictionary<string, IReadOnlyList<DetectedFace>>(StringComparer.Ordinal);
            foreach (var entry in document.RootElement.EnumerateObject())
            {
                if (!faces.TryAdd(entry.Name, Faces(path, entry))) throw new FormatException($"expected every file once; '{entry.Name}' came before");
            }

            return faces;
        }
        catch (Exception problem) when (problem is FormatException or JsonException or InvalidOperationException)
        {
            throw new FormatException($"'{path}': {problem.Message.TrimEnd('.')}.", problem);
        }
    }

    private static DetectedFace[] Faces(string path, JsonProperty entry)
    {
        if (entry.Value.ValueKind != JsonValueKind.Array) throw Wrong(entry, $"got {PlainText.Cut(entry.Value.GetRawText())}");
        var origin = $"'{path}', '{entry.Name}'";
        var isOne = entry.Value.GetArrayLength() > 0 && IsPoint(entry.Value[0]);
        return isOne ? [Face(entry, entry.Value, origin)] : [.. entry.Value.EnumerateArray().Select((face, index) => Face(entry, face, $"{origin}, face {index + 1}"))];
    }

    private static DetectedFace Face(JsonProperty entry, JsonElement face, string origin)
    {
        if (face.ValueKind != JsonValueKind.Array) throw Wrong(entry, $"got {PlainText.Cut(face.GetRawText())}");
        if (face.GetArrayLength() is not (FaceLandmarks.Count or FaceLandmarks68.Count) and var count) throw Wrong(entry, $"got {count} points");
        return LandmarksText.Face([.. face.EnumerateArray().Select(point => Point(point) ?? throw Wrong(entry, $"got {PlainText.Cut(point.GetRawText())}"))]) with { Origin = origin };
    }

    private static bool IsPoint(JsonElement value) => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(number => number.ValueKind != JsonValueKind.Array);

    private static Vector2? Point(JsonElement point) =>
        IsPoint(point) && point.GetArrayLength() == 2 && Number(point[0]) is { } x && Number(point[1]) is { } y ? new Vector2(x, y) : null;

    private static float? Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out var number) && float.IsFinite(number) ? number : null;

    private static FormatException Wrong(JsonProperty entry, string found) =>
        new($"'{entry.Name}': expected a face of {FaceLandmarks.Count} or {FaceLandmarks68.Count} points [x, y] with finite numbers, or a list of such faces; {found}");
}
