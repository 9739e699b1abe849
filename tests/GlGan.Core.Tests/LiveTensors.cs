using TorchSharp;

namespace GlGan.Tests;

/// <summary>Counts tensors for leak checks.</summary>
internal static class LiveTensors
{
    /// <summary>The count with the garbage of earlier tests collected, so that it cannot go down during this one.</summary>
    internal static long Settled()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Now();
    }

    /// <summary>The count as it is: a tensor left to the finalizer still counts.</summary>
    internal static long Now() => torch.Tensor.TotalCount;
}
