using System.Globalization;
using System.Text;
using System.Text.Json;
using GlGan.Foundation;

namespace GlGan.Datasets;

/// <summary>
/// Reads the classes of StyleGAN's <c>dataset.json</c>: <c>{"labels": [["00000/img00000000.png", 6], …]}</c>, or <c>null</c> in place of the list.
/// </summary>
internal static class ImageLabels
{
    internal const string FileName = "dataset.json";

    /// <summary>File name → class. Empty where there are no labels; images then have no class.</summary>
    /// <param name="json">The file; borrowed.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <returns><see langword="null"/> if the file is something else: an object without <c>labels</c>.</returns>
    /// <exception cref="DatasetException">The file is not as expected.</exception>
    internal static Dictionary<string, string>? Read(ReadOnlyMemory<byte> json, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(TextBytes.Decode(json));
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("labels", out var labels)) return null;
            var classes = new Dictionary<string, string>(StringComparer.Ordinal);
            if (labels.ValueKind == JsonValueKind.Null) return classes;
            if (labels.ValueKind != JsonValueKind.Array) throw new DatasetException(path, "'labels' must be a list or null.");
            var number = 0;
            foreach (var label in labels.EnumerateArray())
            {
                number++;
                if (label is not { ValueKind: JsonValueKind.Array } || label.GetArrayLength() != 2 || label[0].ValueKind != JsonValueKind.String
                    || label[1].ValueKind != JsonValueKind.Number || !label[1].TryGetInt32(out var value))
                    throw new DatasetException(path, $"label {number} must be a list of a file name and a class number.");
                if (!classes.TryAdd(RelativeName.Of(label[0].GetString()!), value.ToString(CultureInfo.InvariantCulture)))
                    throw new DatasetException(path, $"label {number} is for '{label[0].GetString()}', which has one already.");
            }

            return classes;
        }
        catch (JsonException problem)
        {
            throw new DatasetException(path, "this is not JSON.", (int?)problem.LineNumber + 1, problem);
        }
        catch (Exception problem) when (problem is InvalidOperationException or DecoderFallbackException)
        {
            throw new DatasetException(path, "a file name is not valid UTF-8.", cause: problem);
        }
    }
}
