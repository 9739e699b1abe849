using System.Text.Json;
using System.Text.Unicode;

namespace GlGan.Serialization;

/// <summary>The parsed header: metadata and tensors, checked as the reference implementation (safetensors/src/tensor.rs) checks them.</summary>
internal sealed class SafetensorsHeader
{
    internal const string MetadataKey = "__metadata__";

    /// <summary>Largest header that is read, in bytes: some thirty thousand tensors. The reference implementation accepts 100 MB, which take seconds and gigabytes to parse.</summary>
    internal const int MaxLength = 4 << 20;

    private const int LongestName = 1000, MostDimensions = 64;

    private readonly string _path;
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SafetensorsInfo> _tensors = new(StringComparer.Ordinal);

    private SafetensorsHeader(string path) => _path = path;

    internal IReadOnlyDictionary<string, string> Metadata => _metadata;

    internal IReadOnlyDictionary<string, SafetensorsInfo> Tensors => _tensors;

    /// <summary>Whether bytes may be a header: white space, which the reference implementation takes, and the brace of an object.</summary>
    internal static bool BeginsWell(ReadOnlySpan<byte> utf8) => utf8.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];

    /// <summary>Parses and checks a header that begins well.</summary>
    /// <param name="path">File, for messages.</param>
    /// <param name="utf8">The header's bytes.</param>
    /// <param name="dataLength">Number of bytes in the file after the header.</param>
    internal static SafetensorsHeader Parse(string path, ReadOnlyMemory<byte> utf8, long dataLength)
    {
        var header = new SafetensorsHeader(path);
        if (!Utf8.IsValid(utf8.Span)) throw header.Error(null, "the header is not valid UTF-8.");
        try
        {
            using var document = JsonDocument.Parse(utf8);
            header.ReadEntries(document.RootElement);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw header.Error(null, $"the header is not valid JSON: {problem.Message}", problem);
        }

        header.CheckLayout(dataLength);
        return header;
    }

    private void ReadEntries(JsonElement root)
    {
        var sawMetadata = false;
        foreach (var entry in root.EnumerateObject())
        {
            if (entry.Name == MetadataKey)
            {
                if (sawMetadata) throw Error(null, $"'{MetadataKey}' appears twice.");
                sawMetadata = true;
                ReadMetadata(entry.Value);
                continue;
            }

            if (entry.Name.Length > LongestName) throw Error(entry.Name, $"the name has {entry.Name.Length} characters; the limit is {LongestName}.");
            if (!_tensors.TryAdd(entry.Name, ReadTensor(entry.Name, entry.Value))) throw Error(entry.Name, "the name appears twice.");
        }
    }

    private void ReadMetadata(JsonElement metadata)
    {
        if (metadata.ValueKind == JsonValueKind.Null) return;
        if (metadata.ValueKind != JsonValueKind.Object) throw Error(null, $"'{MetadataKey}' is {Kind(metadata)}, expected an object of strings.");
        foreach (var entry in metadata.EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.String)
                throw Error(null, $"metadata '{entry.Name}' is {Kind(entry.Value)}, expected a string.");
            if (!_metadata.TryAdd(entry.Name, entry.Value.GetString()!)) throw Error(null, $"metadata '{entry.Name}' appears twice.");
        }
    }

    private SafetensorsInfo ReadTensor(string name, JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object) throw Error(name, $"the entry is {Kind(entry)}, expected an object.");
        JsonElement? dtype = null, shape = null, offsets = null;
        foreach (var field in entry.EnumerateObject())
        {
            switch (field.Name)
            {
                case "dtype": SetOnce(ref dtype, field, name); break;
                case "shape": SetOnce(ref shape, field, name); break;
                case "data_offsets": SetOnce(ref offsets, field, name); break;
            }
        }

        if (dtype is not { ValueKind: JsonValueKind.String }) throw Error(name, "'dtype' is missing or not a string.");
        var typeName = dtype.Value.GetString()!;
        var sizes = ReadNumbers(shape, "shape", name);
        if (sizes.Length > MostDimensions) throw Error(name, $"'shape' has {sizes.Length} dimensions; the limit is {MostDimensions}.");
        var range = ReadNumbers(offsets, "data_offsets", name);
        if (range.Length != 2) throw Error(name, $"'data_offsets' has {range.Length} numbers, expected 2.");
        return new SafetensorsInfo(name, typeName, Array.AsReadOnly(sizes), range[0], range[1]);
    }

    private void SetOnce(ref JsonElement? slot, JsonProperty field, string name)
    {
        if (slot is not null) throw Error(name, $"'{field.Name}' appears twice.");
        slot = field.Value;
    }

    private long[] ReadNumbers(JsonElement? array, string field, string name)
    {
        if (array is not { ValueKind: JsonValueKind.Array }) throw Error(name, $"'{field}' is missing or not an array.");
        var numbers = new long[array.Value.GetArrayLength()];
        var index = 0;
        foreach (var element in array.Value.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt64(out numbers[index]) || numbers[index] < 0)
                throw Error(name, $"'{field}' holds {element.GetRawText()}, expected whole numbers from 0 to {long.MaxValue}.");
            index++;
        }

        return numbers;
    }

    private void CheckLayout(long dataLength)
    {
        long position = 0;
        foreach (var info in _tensors.Values.OrderBy(info => info.Begin).ThenBy(info => info.End))
        {
            if (info.End < info.Begin || info.End > dataLength)
                throw Error(info.Name, $"data_offsets [{info.Begin}, {info.End}] are not a range within the {dataLength} bytes of data.");
            if (info.Begin != position)
            {
                var fault = info.Begin > position ? "there is a hole before it" : "it overlaps another tensor";
                throw Error(info.Name, $"data starts at byte {info.Begin}, expected {position}: {fault}.");
            }

            CheckSize(info);
            position = info.End;
        }

        if (position != dataLength)
            throw Error(null, $"the tensors cover {position} of the {dataLength} bytes after the header.");
    }

    private void CheckSize(SafetensorsInfo info)
    {
        if (SafetensorsTypes.BitsOf(info.DType) is not { } bits) return;
        long count = 1, size;
        try
        {
            foreach (var dimension in info.Shape) count = checked(count * dimension);
            size = checked(count * bits);
        }
        catch (OverflowException problem)
        {
            throw Error(info.Name, $"shape [{string.Join(", ", info.Shape)}] is too large to count its bytes.", problem);
        }

        if (size != 8 * (Int128)info.ByteCount)
            throw Error(info.Name, $"shape [{string.Join(", ", info.Shape)}] of {info.DType} takes {size / 8.0:0.###} bytes, but data_offsets hold {info.ByteCount}.");
    }

    private static string Kind(JsonElement element) => element.ValueKind.ToString().ToLowerInvariant();

    private SafetensorsException Error(string? tensor, string problem, Exception? cause = null) => new(_path, tensor, problem, cause);
}
