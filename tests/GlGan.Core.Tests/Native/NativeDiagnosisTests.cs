using GlGan.Native;

namespace GlGan.Tests.Native;

public sealed class NativeDiagnosisTests
{
    [Theory]
    [InlineData("/lib/libstdc++.so.6: version `GLIBCXX_3.4.32' not found", "libstdc++ is too old: install a newer libstdc++6")]
    [InlineData("/lib/libc.so.6: version `GLIBC_2.34' not found", "glibc 2.28 or later")]
    [InlineData("libgomp.so.1: cannot open shared object file: No such file or directory", "apt-get install libgomp1")]
    [InlineData("libcudart.so.12: cannot open shared object file: No such file or directory", "NVIDIA driver")]
    [InlineData("libnvrtc.so.12: cannot open shared object file: No such file or directory", "use TorchSharp-cpu")]
    [InlineData("libc10.so: cannot open shared object file: No such file or directory", "publish the application again")]
    [InlineData("undefined symbol: _ZN3c105ErrorE", "TorchSharp 0.107 goes with libtorch 2.10")]
    public void A_loaders_message_becomes_advice(string reason, string cure)
    {
        var advice = NativeDiagnosis.Advice("libtorch.so", $" {reason}\n");

        Assert.StartsWith($"'libtorch.so' does not load: {reason}. ", advice);
        Assert.Contains(cure, advice);
    }

    [Fact]
    public void An_exception_names_its_library_and_keeps_its_cause()
    {
        var cause = new InvalidOperationException("cause");

        var error = new NativeLibraryException("libtorch.so", "message", cause);

        Assert.Equal(("libtorch.so", "message", cause), (error.Library, error.Message, error.InnerException));
    }

    [Fact]
    public void Where_everything_loads_the_innermost_cause_is_told()
    {
        TorchRuntime.EnsureLoaded();
        var cause = new TypeInitializationException("torch", new TypeInitializationException("inner", new NotSupportedException("the reason")));

        var error = NativeDiagnosis.Explain(cause);

        Assert.Equal("TorchSharp cannot start: the reason", error.Message);
        Assert.Same(cause, error.InnerException);
    }
}
