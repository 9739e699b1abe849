using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;
using GlGan.Faces;

namespace GlGan.Datasets;

/// <summary>Landmarks as an array of ten numbers.</summary>
internal sealed class LandmarksJsonConverter : JsonConverter<FaceLandmarks>
{
    public override FaceLandmarks Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Span<Vector2> points = stackalloc Vector2[FaceLandmarks.Count];
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("landmarks are not an array.");
        for (var i = 0; i < points.Length; i++) points[i] = new Vector2(Number(ref reader), Number(ref reader));
        if (!reader.Read() || reader.TokenType != JsonTokenType.EndArray)
            throw new JsonException($"landmarks have more than {2 * FaceLandmarks.Count} numbers.");
        return FaceLandmarks.FromPoints(points);
    }

    public override void Write(Utf8JsonWriter writer, FaceLandmarks value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var point in value.ToArray())
        {
            writer.WriteNumberValue(point.X);
            writer.WriteNumberValue(point.Y);
        }

        writer.WriteEndArray();
    }

    private static float Number(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetSingle(out var number) && float.IsFinite(number)
            ? number
            : throw new JsonException($"landmarks are not {2 * FaceLandmarks.Count} finite numbers.");
}
