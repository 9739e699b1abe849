using System.Buffers.Binary;
using System.Text.Json;
using GlGan.Foundation;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Serialization;

/// <summary>Writes safetensors files.</summary>
public static class SafetensorsWriter
{
    private const int Alignment = 8;

    /// <summary>
    /// Writes tensors to a file. The file is complete or absent: it is written under another name, flushed to disk and renamed, and a failure
    /// leaves an older file as it was. The same content always gives the same bytes.
    /// </summary>
    /// <param name="path">File to write; missing folders are made.</param>
    /// <param name="tensors">Name → tensor of any shape, layout and device, of type float64, float32, float16, bfloat16, int64, int32, int16,
    /// int8, uint8 or bool. Borrowed.</param>
    /// <param name="metadata">Strings to store in <c>__metadata__</c>; <c>format=pt</c> is added unless a format is given.</param>
    /// <exception cref="SafetensorsException">A tensor has a type the format lacks, or a reserved name.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tensors);
        var layout = Layout(path, tensors);
        var header = Header(layout, metadata);
        if (header.Length > SafetensorsHeader.MaxLength)
            throw new SafetensorsException(path, null, $"the header would have {header.Length} bytes; the limit is {SafetensorsHeader.MaxLength}.");
        AtomicFile.Write(path, stream =>
        {
            Span<byte> prefix = stackalloc byte[8];
            BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
            stream.Write(prefix);
            stream.Write(header);
            foreach (var info in layout) WriteData(stream, tensors[info.Name]);
        });
    }

    // Wide types first, so that every tensor starts at a multiple of its element size.
    private static List<SafetensorsInfo> Layout(string path, IReadOnlyDictionary<string, Tensor> tensors)
    {
        foreach (var (name, tensor) in tensors)
        {
            if (name == SafetensorsHeader.MetadataKey) throw new SafetensorsException(path, name, "the name is reserved by the format.");
            if (!SafetensorsTypes.TryGetName(tensor.dtype, out _))
                throw new SafetensorsException(path, name, $"the format has no type for {tensor.dtype}; known: {SafetensorsTypes.Names}.");
        }

        var layout = new List<SafetensorsInfo>(tensors.Count);
        long position = 0;
        var wideFirst = tensors.OrderByDescending(pair => SafetensorsTypes.Size(pair.Value.dtype)).ThenBy(pair => pair.Key, StringComparer.Ordinal);
        foreach (var (name, tensor) in wideFirst)
        {
            var end = checked(position + tensor.numel() * SafetensorsTypes.Size(tensor.dtype));
            SafetensorsTypes.TryGetName(tensor.dtype, out var type);
            layout.Add(new SafetensorsInfo(name, type!, tensor.shape, position, end));
            position = end;
        }

        return layout;
    }

    private static byte[] Header(List<SafetensorsInfo> layout, IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteMetadata(json, metadata);
            foreach (var info in layout.OrderBy(info => info.Name, StringComparer.Ordinal)) WriteEntry(json, info);
            json.WriteEndObject();
        }

        while (buffer.Length % Alignment != 0) buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string>? metadata)
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["format"] = "pt" };
        foreach (var (key, value) in metadata ?? new Dictionary<string, string>()) all[key] = value;
        json.WriteStartObject(SafetensorsHeader.MetadataKey);
        foreach (var (key, value) in all) json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, SafetensorsInfo info)
    {
        json.WriteStartObject(info.Name);
        json.WriteString("dtype", info.DType);
        json.WriteStartArray("shape");
        foreach (var size in info.Shape) json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(info.Begin);
        json.WriteNumberValue(info.End);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteData(FileStream stream, Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        TensorBytes.ForEachChunk(tensor.detach().cpu().contiguous(), chunk => stream.Write(chunk));
    }
}
