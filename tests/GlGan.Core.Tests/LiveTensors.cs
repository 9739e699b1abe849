using GlGan.Kernels;
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
    internal static long Now() => torch.Tensor.TotalCount - ReturnedGradients.Undefined;

    /// <summary>What remains counted of networks like these once they are freed: TorchSharp 0.107 counts a parameter twice when it is made and once when it is freed.</summary>
    internal static long Miscounted(params IEnumerable<torch.nn.Module> networks) => networks.Sum(network => network.parameters().Count());

    /// <summary>Fails where a step that is taken again and again, after a first time, leaves tensors behind.</summary>
    internal static void AssertNoneLeftBy(Action step)
    {
        step();
        var before = Settled();
        for (var i = 0; i < 5; i++) step();
        Assert.Equal(before, Settled());
    }
}
