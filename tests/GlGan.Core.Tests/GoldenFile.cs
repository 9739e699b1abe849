using GlGan.Serialization;
using static TorchSharp.torch;

namespace GlGan.Tests;

/// <summary>The tensors of a fixture made by <c>Fixtures/python/make_layers.py</c>.</summary>
internal sealed class GoldenFile : IDisposable
{
    private readonly Dictionary<string, Tensor> _tensors;

    internal GoldenFile(string name)
    {
        using var reader = SafetensorsReader.Open(PathOf(name));
        _tensors = reader.ReadAll();
    }

    internal Tensor this[string name] => _tensors[name];

    internal static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", "golden", $"{name}.safetensors");

    /// <summary>The tensors whose names begin with a prefix, by the rest of their names.</summary>
    internal IEnumerable<(string Name, Tensor Value)> StartingWith(string prefix) => _tensors
        .Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal))
        .Select(entry => (entry.Key[prefix.Length..], entry.Value));

    public void Dispose()
    {
        foreach (var tensor in _tensors.Values) tensor.Dispose();
    }
}
