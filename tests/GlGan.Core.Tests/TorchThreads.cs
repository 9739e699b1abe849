using GlGan.Native;
using TorchSharp;

namespace GlGan.Tests;

/// <summary>The device that tests compute on, and one thread within an operation: sums have one order there, so that "bitwise equal" holds on every machine's CPU.</summary>
public sealed class TorchThreads
{
    public TorchThreads()
    {
        TorchRuntime.EnsureLoaded();
        torch.set_num_threads(1);
        torch.set_default_device(TestDevice.Current);
    }
}
