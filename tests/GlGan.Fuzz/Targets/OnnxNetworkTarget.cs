using GlGan.Onnx;

namespace GlGan.Fuzz.Targets;

/// <summary>Damaged networks as an application opens them.</summary>
internal sealed class OnnxNetworkTarget : IFuzzTarget
{
    public string Name => "onnx-network";

    public IReadOnlyList<byte[]> Seeds { get; } = [OnnxTarget.Network()];

    public IReadOnlyList<Type> Refusals { get; } = [typeof(OnnxException)];

    public void Run(byte[] input, string file)
    {
        using var network = OnnxNetwork.Load(file, new() { Threads = 1 });
    }
}
