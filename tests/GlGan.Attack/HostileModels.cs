using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GlGan.Generators;
using GlGan.Synthesis;
using GlGan.Training;

namespace GlGan.Attack;

/// <summary>Model files that ask for more than they hold, contradict themselves, or are none. Each is small, or made of the bytes that its name tells.</summary>
internal sealed class HostileModels
{
    private const string Metadata = "__metadata__", InfoKey = "glgan.model", Escape = "\u001b[2J\u001b]0;owned\u0007";

    private readonly JsonObject _header;
    private readonly byte[] _data;
    private readonly List<HostileModel> _all = [];

    private HostileModels(byte[] sound)
    {
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(sound);
        (_header, _data) = (JsonNode.Parse(sound.AsSpan(8, length))!.AsObject(), sound[(8 + length)..]);
    }

    /// <summary>All of them, made from a sound model of the preset <c>tiny</c>.</summary>
    /// <param name="folder">An existing folder for that model.</param>
    internal static IReadOnlyList<HostileModel> In(string folder)
    {
        var path = Path.Combine(folder, "sound.safetensors");
        using (var model = new GlGanModel(new GlGanGenerator(GlGanPreset.Tiny.Generator), ModelPurpose.Frontal)) model.Save(path);
        var models = new HostileModels(File.ReadAllBytes(path));
        models.AddOptions();
        models.AddDescriptions();
        models.AddHeaders();
        models.AddBytes();
        return models._all;
    }

    private void AddOptions()
    {
        foreach (var (part, name) in ((string, string)[])[("global", "baseChannels"), ("local", "baseChannels"), ("fusion", "channels")])
            foreach (var channels in (double[])[2_000, 512, 100_000_000, int.MaxValue, 4e9, 0, -1, 1.5]) Generator($"{part}.{name} {channels}", g => g[part]![name] = channels);
        foreach (var blocks in (double[])[1_000_000_000, 64, 1_000, -1]) Generator($"bottleneck blocks {blocks}", g => g["global"]!["bottleneckBlocks"] = blocks);
        foreach (var depth in (int[])[-1, 0, 8, 31, 32, 33, 1000]) Generator($"depth {depth}", g => g["global"]!["depth"] = depth);
        foreach (var size in (double[])[0, -32, 33, 1_000_000_000, 1e300]) Generator($"image size {size}", g => g["imageSize"] = size);
        foreach (var size in (double[])[0, 3, 1_000_000_000]) Generator($"local input size {size}", g => g["local"]!["localInputSize"] = size);
        foreach (var part in (string[])["global", "local", "fusion", "regions", "template", "imageSize", "pathways"]) Generator($"{part} null", g => g[part] = null);
        foreach (var (part, name) in ((string, string)[])[("global", "norm"), ("local", "norm"), ("fusion", "norm"), ("fusion", "kind")]) Generator($"{part}.{name} 99", g => g[part]![name] = 99);
        foreach (var name in (string[])["pathways", "composition"]) Generator($"{name} 77", g => g[name] = 77);
        Generator("an option that there is not", g => g["wings"] = 2);
        Generator("a template that there is not", g => g["template"] = "nobody");
        Generator("a template of a megabyte", g => g["template"] = new string('x', 1 << 20));
        Generator("a template of terminal commands", g => g["template"] = Escape);

        foreach (var count in (int[])[100_000, 33, 32, 0]) Generator($"{count} regions", g => g["regions"] = new JsonArray([.. Enumerable.Range(0, count).Select(i => Region($"r{i}"))]));
        Generator("a region that is null", g => g["regions"]!.AsArray().Add(null));
        Generator("a region twice", g => g["regions"]!.AsArray().Add(g["regions"]![0]!.DeepClone()));
        foreach (var name in (string?[])[null, "", "a.b", "../../x", new string('x', 1 << 20), Escape]) Generator($"a region named {name?[..Math.Min(8, name.Length)] ?? "null"} of {name?.Length}", g => g["regions"]![0]!["name"] = name);
        foreach (var side in (double[])[0, -1, 2, 1e30, 1e300]) Generator($"a region {side} wide", g => g["regions"]![0]!["width"] = side);
        foreach (var shift in (double[])[1e300, 3e38, -2, 1.01]) Generator($"a region shifted by {shift}", g => g["regions"]![0]!["offsetX"] = shift);
        Generator("a region at anchor 99", g => g["regions"]![0]!["anchor"] = 99);
        Generator("a region at an anchor that there is not", g => g["regions"]![0]!["anchor"] = "Ear");
    }

    private void AddDescriptions()
    {
        foreach (var purpose in (JsonNode?[])[55, -1, null, "Nothing", 1.5]) Info($"purpose {purpose?.ToJsonString() ?? "null"}", info => info["purpose"] = purpose);
        foreach (var images in (double[])[-1, 1e30]) Info($"{images} images trained", info => info["imagesTrained"] = images);
        foreach (var version in (JsonNode?[])[0, 2, 4, -1, null, "3", 1e99]) Info($"version {version?.ToJsonString() ?? "null"}", info => info["version"] = version);
        foreach (var name in (string[])["version", "purpose", "imagesTrained", "generator"]) Info($"no {name}", info => info.Remove(name));
        Info("no generator", info => info["generator"] = null);
        foreach (var text in (string[])["", "null", "[]", "3", "\"model\"", "{", new string('[', 100_000), """{"version":3,"version":3}""", Escape, new string(' ', 1 << 20)])
            Header($"a description that is {text[..Math.Min(12, text.Length)]} of {text.Length}", header => header[Metadata]![InfoKey] = text);
        Header("no description", header => header.Remove(Metadata));
        Header("metadata that are a list", header => header[Metadata] = new JsonArray(1, 2));
    }

    private void AddHeaders()
    {
        foreach (var (count, what) in ((int, string)[])[(1_600_000, "1.6 million tensors, 95 MB of names"), (45_000, "45,000 tensors"), (20_000, "20,000 tensors")])
            _all.Add(new(what, path => Write(path, Encoding.ASCII.GetBytes($$"""{"__metadata__":{{_header[Metadata]!.ToJsonString()}},{{string.Join(',', Enumerable.Range(0, count).Select(i => $$"""
                "t{{i}}":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}
                """.Trim()))}}}"""), [])));
        Rename("a wrapper around every name, a thousand times", name => string.Concat(Enumerable.Repeat("module.", 140)) + name);
        Rename("names of terminal commands", name => Escape + name);
        Header("a name of 3 MB", header => header[new string('n', 3 << 20)] = Entry("F32", [0], 0, 0));
        Header("a shape of a million sides", header => header["x"] = Entry("F32", [.. Enumerable.Repeat(0L, 1_000_000)], 0, 0));
        Header("a shape too large to count", header => First(header)["shape"] = new JsonArray(long.MaxValue, long.MaxValue));
        Header("a negative side", header => First(header)["shape"] = new JsonArray(-1, 3));
        Header("data beyond the end", header => First(header)["data_offsets"] = new JsonArray(0, 1L << 40));
        Header("data that overlap", header => header["x"] = Entry("F32", [1], 0, 4));
        Header("a tensor too many", header => header["x"] = Entry("F32", [0], 0, 0));
        Header("a tensor too few", header => header.Remove("fusion.head.bias"));
        foreach (var type in (string[])["F8_E4M3", "BOOL", "X99", ""]) Header($"type '{type}'", header => First(header)["dtype"] = type);
        Header("types that are null", header => First(header)["dtype"] = null);
    }

    private void AddBytes()
    {
        foreach (var (value, name) in ((float, string)[])[(float.NaN, "not numbers"), (float.PositiveInfinity, "infinite")])
            _all.Add(new($"weights that are {name}", path => Write(path, Bytes(_header), [.. Enumerable.Repeat(BitConverter.GetBytes(value), _data.Length / 4).SelectMany(bytes => bytes)])));
        _all.Add(new("one weight that is no number", path => Write(path, Bytes(_header), [.. _data[..^4], .. BitConverter.GetBytes(float.NaN)])));
        var variance = (int)_header.First(entry => entry.Key.EndsWith("running_var", StringComparison.Ordinal)).Value!["data_offsets"]![0]!.GetValue<long>();
        _all.Add(new("a negative variance", path => Write(path, Bytes(_header), [.. _data[..variance], .. BitConverter.GetBytes(-1f), .. _data[(variance + 4)..]])));
        _all.Add(new("half of its data", path => Write(path, Bytes(_header), _data[..(_data.Length / 2)])));
        foreach (var length in (ulong[])[ulong.MaxValue, long.MaxValue, 100_000_000, 5 << 20, 1 << 20]) _all.Add(new($"a header of {length} bytes in 16", path => File.WriteAllBytes(path, [.. BitConverter.GetBytes(length), .. "{       "u8])));
        _all.Add(new("nothing", path => File.WriteAllBytes(path, [])));
        _all.Add(new("seven bytes", path => File.WriteAllBytes(path, new byte[7])));
        _all.Add(new("a header that is no text", path => Write(path, [(byte)'{', 0xFF, 0xFE, (byte)'}'], [])));
        _all.Add(new("a header of nested lists", path => Write(path, Encoding.ASCII.GetBytes("{\"a\":" + new string('[', 1 << 20)), [])));
    }

    private void Generator(string name, Action<JsonNode> change) => Info(name, info => change(info["generator"]!));

    private void Info(string name, Action<JsonObject> change) => Header(name, header =>
    {
        var info = JsonNode.Parse(header[Metadata]![InfoKey]!.GetValue<string>())!.AsObject();
        change(info);
        header[Metadata]![InfoKey] = info.ToJsonString();
    });

    private void Header(string name, Action<JsonObject> change) => _all.Add(new(name, path =>
    {
        var header = _header.DeepClone().AsObject();
        change(header);
        Write(path, Bytes(header), _data);
    }));

    private void Rename(string name, Func<string, string> rename) => _all.Add(new(name, path =>
        Write(path, Bytes(new JsonObject(_header.Select(entry => KeyValuePair.Create(entry.Key == Metadata ? Metadata : rename(entry.Key), entry.Value?.DeepClone())))), _data)));

    private static JsonObject First(JsonObject header) => header.First(entry => entry.Key != Metadata).Value!.AsObject();

    private static JsonObject Entry(string type, long[] shape, long begin, long end) => new()
    {
        ["dtype"] = type,
        ["shape"] = new JsonArray([.. shape.Select(side => (JsonNode)side)]),
        ["data_offsets"] = new JsonArray(begin, end),
    };

    private static JsonObject Region(string name) => new() { ["name"] = name, ["width"] = 0.25, ["height"] = 0.25, ["anchor"] = "Nose", ["offsetX"] = 0, ["offsetY"] = 0 };

    private static byte[] Bytes(JsonNode header) => JsonSerializer.SerializeToUtf8Bytes(header);

    private static void Write(string path, byte[] header, byte[] data)
    {
        using var file = File.Create(path);
        file.Write(BitConverter.GetBytes((long)header.Length));
        file.Write(header);
        file.Write(data);
    }
}
