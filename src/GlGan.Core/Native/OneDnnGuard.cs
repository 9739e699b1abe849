using System.Runtime.InteropServices;
using GlGan.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Native;

/// <summary>
/// Takes oneDNN out of libtorch where it computes nonsense: on some processors (seen on virtual machines that do not say how large their caches are) its
/// convolutions are wrong by their own size for numbers of channels that are no multiples of a vector (<c>docs/decisions/0023-onednn.md</c>). Without it libtorch
/// takes its own, slower convolutions.
/// </summary>
internal static unsafe class OneDnnGuard
{
    private const double Tolerance = 1e-4;

    // In channels, out channels, kernel: head of a generator, logits of a PatchGAN, narrow layers.
    private static readonly (int In, int Out, int Kernel)[] Samples = [(64, 3, 3), (64, 2, 4), (16, 3, 3), (12, 12, 5), (12, 64, 3), (8, 1, 4)];

    /// <summary>Checks some convolutions, and where they are wrong leaves oneDNN out from now on.</summary>
    /// <returns><see langword="null"/>, or why convolutions are wrong for good.</returns>
    internal static string? Check()
    {
        var library = LoadedLibrary.Find("libtorch_cpu.so");

        // It never starts in libtorch 2.10, and says so on the console for every convolution it is tried for.
        Disable(library, "_ZN2at7Context20setUserEnabledNNPACKEb");
        if (AreRight()) return null;
        Disable(library, "_ZN2at7Context20setUserEnabledMkldnnEb");
        return AreRight()
            ? null
            : "libtorch's convolutions are wrong on this processor, because of its library oneDNN. Set the environment variable ONEDNN_MAX_CPU_ISA=SSE41 before the process starts.";
    }

    private static bool AreRight()
    {
        using var scope = NewDisposeScope();
        using var gradient = no_grad();
        return Samples.All(sample => IsRight(sample.In, sample.Out, sample.Kernel));
    }

    private static bool IsRight(int inputs, int outputs, int kernel)
    {
        const int Side = 16;
        var weight = Waves(outputs, inputs, kernel, kernel);
        return Agree(input => nn.functional.conv2d(input[0], input[1], padding: [1, 1]), Waves(2, inputs, Side, Side), weight)
            && Agree(input => nn.functional.conv_transpose2d(input[0], input[1], padding: [1, 1]), Waves(2, outputs, Side, Side), weight);
    }

    // Double precision does not go through oneDNN.
    private static bool Agree(Func<Tensor[], Tensor> convolve, params Tensor[] input)
    {
        var exact = convolve([.. input.Select(tensor => tensor.to(ScalarType.Float64))]);
        var deviation = (convolve(input).to(ScalarType.Float64) - exact).abs().max().ToDouble();
        return deviation <= Tolerance * exact.abs().max().ToDouble();
    }

    private static Tensor Waves(params long[] shape) => ScalarMath.Indices(shape.Aggregate((left, right) => left * right), ScalarType.Float32, CPU).sin().view(shape);

    // at::globalContext().setUserEnabled…(false), which TorchSharp has no name for.
    private static void Disable(nint library, string setter)
    {
        if (library == 0 || !NativeLibrary.TryGetExport(library, "_ZN2at13globalContextEv", out var context) || !NativeLibrary.TryGetExport(library, setter, out var set)) return;
        ((delegate* unmanaged<nint, byte, void>)set)(((delegate* unmanaged<nint>)context)(), 0);
    }
}
