using GlGan.Exporting;
using GlGan.Generators;
using GlGan.Synthesis;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;
using TensorElementType = Microsoft.ML.OnnxRuntime.Tensors.TensorElementType;

namespace GlGan.Benchmarks.Baselines;

/// <summary>A translated generator in ONNX Runtime, on the CPU, with all of its graph optimisations.</summary>
internal sealed class OnnxSession : IDisposable
{
    private static readonly string[] OutputNames = [NetworkDescription.ImageOutput];

    private readonly RunOptions _run = new();
    private readonly InferenceSession _session;

    /// <param name="model">What <see cref="OnnxGenerator.ToModel"/> returned.</param>
    /// <param name="threads">Threads that share the work of one node.</param>
    internal OnnxSession(byte[] model, int threads)
    {
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
        };
        _session = new InferenceSession(model, options);
    }

    /// <summary>Synthesises images, reading the input and writing the result in place.</summary>
    /// <param name="input">Float tensors on the CPU; borrowed.</param>
    /// <returns>The image, <c>[N, 3, S, S]</c>; the caller disposes it.</returns>
    internal Tensor Run(GeneratorInput input)
    {
        using var scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors = new() { [NetworkDescription.GlobalInput] = input.Global.contiguous() };
        foreach (var (region, crop) in input.Local) tensors[NetworkDescription.LocalInput(region)] = crop.contiguous();
        foreach (var (region, centers) in input.Placement) tensors[NetworkDescription.PlacementInput(region)] = centers.contiguous();
        if (input.Prior is not null) tensors[NetworkDescription.PriorInput] = input.Prior.contiguous();
        var image = empty(input.Global.shape, ScalarType.Float32);

        var inputs = Array.ConvertAll<Tensor, OrtValue>([.. tensors.Values], Wrap);
        using var output = Wrap(image);
        _session.Run(_run, tensors.Keys, inputs, OutputNames, [output]);
        foreach (var value in inputs) value.Dispose();
        return image.MoveToOuterDisposeScope();
    }

    /// <summary>Ends the session.</summary>
    public void Dispose()
    {
        _session.Dispose();
        _run.Dispose();
    }

    private static unsafe OrtValue Wrap(Tensor tensor)
    {
        var bytes = tensor.bytes;
        fixed (byte* start = bytes)
            return OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, TensorElementType.Float, tensor.shape, (nint)start, bytes.Length);
    }
}
