using GlGan.Native;
using TorchSharp;

namespace GlGan.Tests.Native;

[Collection("Tensors")]
public sealed class TorchRuntimeTests
{
    [Theory]
    [InlineData("cpu")]
    [InlineData("auto")]
    [InlineData(null)]
    public void A_device_is_chosen_by_name(string? name) =>
        Assert.Equal(name != "cpu" && torch.cuda.is_available() ? DeviceType.CUDA : DeviceType.CPU, TorchRuntime.SelectDevice(name).type);

    [Theory]
    [InlineData("gpu")]
    [InlineData("CPU")]
    [InlineData("cudax")]
    [InlineData("")]
    public void An_unknown_device_is_refused_with_the_known_ones(string name)
    {
        var error = Assert.Throws<ArgumentException>("name", () => TorchRuntime.SelectDevice(name));

        Assert.StartsWith($"Unknown device '{name}'. Use 'auto', 'cpu', 'cuda' or 'cuda:N'", error.Message);
    }

    [Theory]
    [InlineData("cuda")]
    [InlineData("cuda:0")]
    [InlineData("cuda:x")]
    public void Without_a_CUDA_device_the_message_says_what_to_install(string name)
    {
        Assert.SkipWhen(torch.cuda.is_available(), "This machine has CUDA.");

        var error = Assert.Throws<ArgumentException>("name", () => TorchRuntime.SelectDevice(name));

        Assert.Contains($"'{name}' was asked for, but libtorch sees no CUDA device. Reference TorchSharp-cuda-*", error.Message);
    }
}
