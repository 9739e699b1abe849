using GlGan.Native;
using TorchSharp;

namespace GlGan.Tests;

/// <summary>One thread within an operation: sums have one order, so that "bitwise equal" holds on every machine.</summary>
public sealed class TorchThreads
{
    public TorchThreads()
    {
        TorchRuntime.EnsureLoaded();
        torch.set_num_threads(1);
    }
}
