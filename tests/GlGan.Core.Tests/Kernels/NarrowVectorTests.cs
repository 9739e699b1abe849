using System.Runtime.Intrinsics;

namespace GlGan.Tests.Kernels;

/// <summary>The kernels on a processor with shorter vectors than this one's: .NET takes them by its own switches.</summary>
public sealed class NarrowVectorTests
{
    private const string Bits = "GLGAN_TEST_VECTOR_BITS";

    [Fact]
    public void Kernels_pass_their_tests_without_AVX_512() => Run("DOTNET_EnableAVX512", 256, "*.Kernels.*");

    [Fact]
    public void Layers_pass_their_tests_without_AVX2() => Run("DOTNET_EnableAVX2", 128, "*.Layers.*");

    [Fact]
    public void Vectors_are_as_long_as_was_asked_for()
    {
        if (Environment.GetEnvironmentVariable(Bits) is { } bits) Assert.Equal(bits, Longest.ToString());
    }

    private static int Longest => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    private static void Run(string feature, int bits, string classes)
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable(Bits) is not null || Longest <= bits, $"No vectors of more than {bits} bits are to be left out.");
        using var process = new ChildProcess(Environment.ProcessPath!, ["-class", classes, "-class", $"*.{nameof(NarrowVectorTests)}"], environment: [(feature, "0"), (Bits, bits.ToString())]);

        var (exitCode, output, error) = process.Finish();

        Assert.True(exitCode == 0, output + error);
    }
}
