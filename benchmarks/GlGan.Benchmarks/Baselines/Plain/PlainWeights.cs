using static TorchSharp.torch;

namespace GlGan.Benchmarks.Baselines;

/// <summary>Copies the weights of a network into one that has the same modules in the same order, whatever they are called.</summary>
internal static class PlainWeights
{
    /// <summary>Copies parameters and buffers.</summary>
    /// <exception cref="InvalidOperationException">The networks differ in the number, the kind or the shape of their weights.</exception>
    internal static void Copy(nn.Module from, nn.Module to)
    {
        using var gradient = no_grad();
        Copy(Parameters(from), Parameters(to));
        Copy([.. from.named_buffers()], [.. to.named_buffers()]);
    }

    /// <summary>Number of trainable values.</summary>
    internal static long Count(nn.Module module) => module.parameters().Sum(parameter => parameter.numel());

    private static (string Name, Tensor Value)[] Parameters(nn.Module module) => [.. module.named_parameters().Select(entry => (entry.name, (Tensor)entry.parameter))];

    private static void Copy((string Name, Tensor Value)[] from, (string Name, Tensor Value)[] to)
    {
        if (from.Length != to.Length) throw new InvalidOperationException($"{from.Length} weights for {to.Length}.");
        foreach (var (source, target) in from.Zip(to))
        {
            var (given, wanted) = (string.Join(", ", source.Value.shape), string.Join(", ", target.Value.shape));
            if (Kind(source.Name) != Kind(target.Name) || given != wanted)
                throw new InvalidOperationException($"'{source.Name}' [{given}] does not fit '{target.Name}' [{wanted}].");
            target.Value.copy_(source.Value);
        }
    }

    private static string Kind(string name) => name[(name.LastIndexOf('.') + 1)..];
}
