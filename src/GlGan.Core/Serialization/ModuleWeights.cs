using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Serialization;

/// <summary>Saves the parameters and buffers of a module to a safetensors file, and loads them into a live one.</summary>
public static class ModuleWeights
{
    // What DataParallel and torch.compile put before every key of the network they wrap.
    private static readonly string[] Wrappers = ["module.", "_orig_mod."];

    /// <summary>Writes every parameter and persistent buffer under its state-dictionary key.</summary>
    /// <param name="module">Module on any device. Borrowed, unchanged.</param>
    /// <param name="path">File to write; complete or absent.</param>
    /// <param name="metadata">Strings to store with them.</param>
    public static void Save(nn.Module module, string path, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        SafetensorsWriter.Write(path, module.state_dict(), metadata);
    }

    /// <summary>
    /// Copies a file's values into the module's own parameters and buffers, converting them to their type and device. Keys that all begin with <c>module.</c> (PyTorch's DataParallel)
    /// or <c>_orig_mod.</c> (torch.compile) are taken without it.
    /// </summary>
    /// <param name="module">Module whose tensors are overwritten in place: optimisers and hooks that hold them stay valid.</param>
    /// <param name="path">File to read.</param>
    /// <exception cref="WeightMismatchException">Keys or shapes differ; nothing was changed.</exception>
    /// <exception cref="SafetensorsException">The file breaks the format, or a tensor's type cannot be read.</exception>
    public static void Load(nn.Module module, string path)
    {
        using var reader = SafetensorsReader.Open(path);
        Load(module, reader);
    }

    /// <summary>As <see cref="Load(nn.Module, string)"/>, from a file that is already open.</summary>
    /// <param name="module">Module whose tensors are overwritten in place.</param>
    /// <param name="reader">Open file. Borrowed.</param>
    /// <exception cref="WeightMismatchException">Keys or shapes differ; nothing was changed.</exception>
    /// <exception cref="SafetensorsException">A tensor's type cannot be read; nothing was changed.</exception>
    public static void Load(nn.Module module, SafetensorsReader reader)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(reader);
        var targets = module.state_dict();
        var prefix = RequireFit(targets, reader);
        using var frozen = torch.no_grad();
        foreach (var (name, target) in targets)
        {
            using var source = reader.Read(prefix + name);
            target.copy_(source); // Returns the target itself, not an alias: disposing the result would dispose the parameter.
        }
    }

    /// <summary>Compares the keys, shapes and types of a file with those of a module, and reads nothing of it.</summary>
    /// <exception cref="WeightMismatchException">Keys or shapes differ.</exception>
    /// <exception cref="SafetensorsException">A tensor's type cannot be read.</exception>
    internal static void RequireFit(nn.Module module, SafetensorsReader reader) => RequireFit(module.state_dict(), reader);

    private static string RequireFit(Dictionary<string, Tensor> targets, SafetensorsReader reader)
    {
        var prefix = Prefix(targets, reader);
        ThrowOnMismatch(targets, reader, prefix);
        foreach (var name in targets.Keys) reader.RequireType(reader.Info(prefix + name));
        return prefix;
    }

    // No further than to the keys of the module, which may have a child of that name.
    private static string Prefix(Dictionary<string, Tensor> targets, SafetensorsReader reader)
    {
        var prefix = "";
        while (reader.Names.Count > 0 && !targets.Keys.Any(name => reader.Contains(prefix + name))
            && Wrappers.FirstOrDefault(wrapper => reader.Names.All(name => name.StartsWith(prefix + wrapper, StringComparison.Ordinal))) is { } next) prefix += next;
        return prefix;
    }

    private static void ThrowOnMismatch(Dictionary<string, Tensor> targets, SafetensorsReader reader, string prefix)
    {
        var missing = targets.Keys.Where(name => !reader.Contains(prefix + name)).Order(StringComparer.Ordinal).ToArray();
        var unexpected = reader.Names.Where(name => !targets.ContainsKey(name[prefix.Length..])).ToArray();
        var misshapen = targets.Where(target => reader.Contains(prefix + target.Key)).OrderBy(target => target.Key, StringComparer.Ordinal)
            .Select(target => (target.Key, Module: target.Value.shape, File: reader.Info(prefix + target.Key).Shape))
            .Where(entry => !entry.File.SequenceEqual(entry.Module))
            .Select(entry => $"{entry.Key} (file [{string.Join(", ", entry.File)}], module [{string.Join(", ", entry.Module)}])")
            .ToArray();
        if (missing.Length + unexpected.Length + misshapen.Length > 0)
            throw new WeightMismatchException(reader.FilePath, missing, unexpected, misshapen);
    }
}
