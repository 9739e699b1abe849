using GlGan.Foundation;

namespace GlGan.Onnx;

/// <summary>How ONNX Runtime runs a network.</summary>
public sealed record OnnxOptions : IValidated
{
    /// <summary>What it computes on. Operators that this lacks run on the CPU.</summary>
    /// <value>The default value is <see cref="OnnxProvider.Cpu"/>.</value>
    public OnnxProvider Provider { get; init; }

    /// <summary>Number of the card for <see cref="OnnxProvider.Cuda"/> and <see cref="OnnxProvider.DirectML"/>, from 0.</summary>
    /// <value>The default value is 0.</value>
    public int DeviceId { get; init; }

    /// <summary>Threads of the CPU that share the work of one operator, at least 1.</summary>
    /// <value>The default value is <see langword="null"/>: one per core.</value>
    public int? Threads { get; init; }

    IEnumerable<string> IValidated.Errors() => [.. Require.Known(Provider), .. Require.NotNegative(DeviceId), .. Require.AtLeastOrNull(Threads, 1)];
}
