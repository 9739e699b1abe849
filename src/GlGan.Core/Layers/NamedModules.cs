using static TorchSharp.torch;

namespace GlGan.Layers;

/// <summary>
/// Modules registered under their names. Stands in for TorchSharp's <c>ModuleDict</c>, which throws when it is moved to another device or type
/// (its two indexers are two properties called <c>Item</c>). Keys: <c>NAME</c>.
/// </summary>
internal sealed class NamedModules : nn.Module
{
    internal NamedModules(IEnumerable<KeyValuePair<string, nn.Module>> modules)
        : base(nameof(NamedModules))
    {
        foreach (var (name, module) in modules) register_module(name, module);
    }

    /// <summary>Registers the values of a dictionary under their keys.</summary>
    internal static NamedModules Of<T>(IReadOnlyDictionary<string, T> modules)
        where T : nn.Module => new(modules.Select(entry => KeyValuePair.Create(entry.Key, (nn.Module)entry.Value)));
}
