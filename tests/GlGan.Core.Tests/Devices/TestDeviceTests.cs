using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Tests.Devices;

[Collection("Tensors")]
public sealed class TestDeviceTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("cpu")]
    public void Tests_compute_on_the_CPU_unless_told_otherwise(string? name) => Assert.Equal(DeviceType.CPU, TestDevice.Parse(name).type);

    [Theory]
    [InlineData("gpu", "Unknown device 'gpu'")]
    [InlineData("cuda:x", "device 'cuda:x'")]
    [InlineData("auto", "names a device")]
    public void A_device_that_is_none_fails_in_words(string name, string words) =>
        Assert.Contains(words, Assert.Throws<ArgumentException>(() => TestDevice.Parse(name)).Message, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void A_device_that_is_not_there_fails_in_words()
    {
        Assert.SkipWhen(cuda.is_available(), "There is one.");

        Assert.Contains("sees no CUDA device", Assert.Throws<ArgumentException>(() => TestDevice.Parse("cuda")).Message);
    }

    [Fact]
    public void What_tests_make_is_made_there()
    {
        using var made = zeros(1);

        Assert.Equal(TestDevice.Current.type, made.device_type);
    }

    [Fact]
    public void Lazy_tensors_refuse_those_of_the_CPU_as_a_GPU_does()
    {
        using var scope = NewDisposeScope();
        var there = ones([2], device: CPU).to(LazyDevice.Get());

        Assert.Equal(2, there.sum().item<float>());
        Assert.ThrowsAny<Exception>(() => there.add_(ones([2], device: CPU)));
        Assert.Throws<InvalidOperationException>(() => there.bytes.Length);
    }
}
