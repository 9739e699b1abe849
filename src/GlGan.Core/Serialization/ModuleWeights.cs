using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Serialization;

/// <summary>Saves the parameters and buffers of a module to a safetensors file, and loads them into a live one.</summary>
public static class ModuleWeights
{
    /// <summary>Writes every parameter and persistent buffer under its state-dictionary key.</summary>
    /// <param name="module">Module on any device. Borrowed, unchanged.</param>
    /// <param name="path">File to write; complete or absent.</param>
    /// <param name="metadata">Strings to store with them.</param>
    public static void Save(nn.Module module, string path, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        SafetensorsWriter.Write(path, module.state_dict(), metadata);
    }

    /// <summary>Copies a file's values into the module's own parameters and buffers, converting them to their type and device.</summary>
    /// <param name="module">Module whose tensors are overwritten in place: optimisers and hooks that hold them stay valid.</param>
    /// <param name="path">File to read.</param>
    /// <exception cref="WeightMismatchException">Keys or shapes differ; nothing was changed.</exception>
    /// <exception cref="SafetensorsException">The file breaks the format.</exception>
    public static void Load(nn.Module module, string path)
    {
        using var reader = SafetensorsReader.Open(path);
        Load(module, reader);
    }

    /// <summary>As <see cref="Load(nn.Module, string)"/>, from a file that is already open.</summary>
    /// <param name="module">Module whose tensors are overwritten in place.</param>
    /// <param name="reader">Open file. Borrowed.</param>
    /// <exception cref="WeightMismatchException">Keys or shapes differ; nothing was changed.</exception>
    public static void Load(nn.Module module, SafetensorsReader reader)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(reader);
        var targets = module.state_dict();
        ThrowOnMismatch(targets, reader);
        using var frozen = torch.no_grad();
        foreach (var (name, target) in targets)
        {
            using var source = reader.Read(name);
            target.copy_(source); // Returns the target itself, not an alias: disposing the result would dispose the parameter.
        }
    }

    private static void ThrowOnMismatch(Dictionary<string, Tensor> targets, SafetensorsReader reader)
    {
        var present = reader.Names.ToHashSet(StringComparer.Ordinal);
        var missing = targets.Keys.Where(name => !present.Contains(name)).Order(StringComparer.Ordinal).ToArray();
        var unexpected = reader.Names.Where(name => !targets.ContainsKey(name)).ToArray();
        var misshapen = reader.Names
            .Where(name => targets.TryGetValue(name, out var target) && !target.shape.AsSpan().SequenceEqual([.. reader.Info(name).Shape]))
            .Select(name => $"{name} (file [{string.Join(", ", reader.Info(name).Shape)}], module [{string.Join(", ", targets[name].shape)}])")
            .ToArray();
        if (missing.Length + unexpected.Length + misshapen.Length > 0)
            throw new WeightMismatchException(reader.FilePath, missing, unexpected, misshapen);
    }
}
