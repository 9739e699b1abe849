using GlGan.Native;
using GlGan.Tests.Devices;
using static TorchSharp.torch;

namespace GlGan.Tests;

/// <summary>
/// The device that tests compute on: <c>GLGAN_TEST_DEVICE</c> is <c>cpu</c>, which it is where it is not set, <c>cuda</c>, <c>cuda:1</c>, …, or <c>lazy</c>, libtorch's lazy tensors, which rehearse what a GPU
/// refuses on any machine. Tensors and networks that are made without a device are made there.
/// </summary>
internal static class TestDevice
{
    internal const string Variable = "GLGAN_TEST_DEVICE";

    private static readonly Lazy<Device> Chosen = new(() => Parse(Environment.GetEnvironmentVariable(Variable)));

    internal static Device Current => Chosen.Value;

    internal static bool IsCpu => Current.type == TorchSharp.DeviceType.CPU;

    /// <summary>A source of seeded numbers on the device.</summary>
    internal static Generator Random(ulong seed) => new(seed, Current.type == TorchSharp.DeviceType.CUDA ? Current : CPU);

    /// <exception cref="ArgumentException">There is no such device on this machine.</exception>
    internal static Device Parse(string? name) => name switch
    {
        null or "" => CPU,
        "lazy" => LazyDevice.Get(),
        "auto" => throw new ArgumentException($"{Variable} names a device: a suite that chose one by itself would not say what it proves."),
        _ => TorchRuntime.SelectDevice(name),
    };
}
