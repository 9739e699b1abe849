using GlGan.Serialization;
using static TorchSharp.torch;

namespace GlGan.FeatureTraining;

/// <summary>Weights in half precision, for a file of half the size.</summary>
internal static class HalfWeights
{
    /// <summary>Writes a network so; counts stay whole numbers.</summary>
    internal static void Save(nn.Module network, string path, IReadOnlyDictionary<string, string> metadata)
    {
        using var scope = NewDisposeScope();
        SafetensorsWriter.Write(path, network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.is_floating_point() ? entry.Value.to(ScalarType.Float16) : entry.Value), metadata);
    }
}
